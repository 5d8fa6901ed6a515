using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Notifications;
using Xunit;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>What a member is told of, where and when.</summary>
public sealed class ChoosingNotificationsTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_has_chosen_nothing_is_told_at_once_of_what_they_wait_for()
    {
        var settings = Opened().Notifications;

        Assert.Equal(
            [NotificationTopic.Answer, NotificationTopic.Mention, NotificationTopic.Acceptance, NotificationTopic.Moderation],
            Told(settings, Delivery.AtOnce));
        Assert.Equal([NotificationTopic.Points], Told(settings, Delivery.Site));
        Assert.Empty(Told(settings, Delivery.Never));
        Assert.Equal((new TimeOnly(20, 0), new TimeOnly(8, 0)), (settings.Quiet!.From, settings.Quiet.To));
        Assert.Equal(new DigestRhythm(DayOfWeek.Monday, 8), settings.Rhythm);
    }

    [Fact]
    public void What_is_chosen_holds_and_the_same_again_changes_nothing()
    {
        var state = Opened();
        var chosen = NotificationSettings.Default with { Mention = Delivery.Never, Quiet = null, Rhythm = new DigestRhythm(null, 23) };

        var decision = ChoosingNotifications.Decide(state, chosen, _now);
        var next = state.Apply(Assert.Single(decision.Facts).Fact, new Occurrence("k:87", 2, _now, state.Member));

        Assert.Equal(chosen, next.Notifications);
        Assert.Empty(ChoosingNotifications.Decide(next, chosen with { }, _now).Facts);
        Assert.True(Topics.Has(Topics.Hidden(chosen), NotificationTopic.Mention));
        Assert.False(Topics.Has(Topics.Hidden(chosen), NotificationTopic.Answer));
        Assert.False(Topics.Has(Topics.AtOnce(chosen), NotificationTopic.Mention));
        Assert.True(Topics.Has(Topics.AtOnce(chosen), NotificationTopic.Answer));
    }

    [Fact]
    public void What_cannot_be_is_refused_field_by_field()
    {
        var wrong = NotificationSettings.Default with
        {
            Mention = (Delivery)9,
            Points = Delivery.AtOnce,
            Quiet = new QuietHours(new TimeOnly(8, 0), new TimeOnly(8, 0)),
            Rhythm = new DigestRhythm((DayOfWeek)7, 24),
        };

        var refusal = ChoosingNotifications.Decide(Opened(), wrong, _now).Refusal;

        Assert.Equal(RefusalCode.Invalid, refusal?.Code);
        Assert.Equal(["mention", "points", "quietTo", "digestHour", "digestDay"], refusal!.Errors.Select(static error => error.Field));
        Assert.Equal(
            RefusalCode.NotFound, ChoosingNotifications.Decide(AccountState.Initial("k:88"), NotificationSettings.Default, _now).Refusal?.Code);
    }

    private static NotificationTopic[] Told(NotificationSettings settings, Delivery delivery) =>
        [.. Enum.GetValues<NotificationTopic>().Where(topic => settings[topic] == delivery)];

    private static AccountState Opened() => AccountState.Initial("k:87").Apply(
        new AccountOpened("ada@example.org", "hash", "ada", Role.Member), new Occurrence("k:87", 1, _now, new MemberId(87)));
}
