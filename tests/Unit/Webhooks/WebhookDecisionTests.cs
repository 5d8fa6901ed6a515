using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Webhooks;

/// <summary>The right facts when they are due, none when it is so already.</summary>
public sealed class WebhookDecisionTests
{
    private const string Url = "https://hooks.example.org/a";
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor _ada = new(new MemberId(87), Role.Member, null);
    private static readonly Actor _admin = new(new MemberId(1), Role.Administrator, null);
    private static readonly ImmutableArray<string> _answers = ["notification.answer"];

    [Fact]
    public void A_member_makes_some_and_no_more()
    {
        var state = Mine();
        for (var number = 1; number <= Limits.WebhooksPerMember; number++)
        {
            var decision = MakingWebhook.Decide(state, new MakeWebhook(_ada, Url, _answers, null), null, _noon);
            Assert.Equal(new WebhookReceipt(number, number, _noon), decision.Receipt);
            state = After(state, decision.Facts);
        }

        Assert.Equal(RefusalCode.Full, MakingWebhook.Decide(state, new MakeWebhook(_ada, Url, [], null), null, _noon).Refusal?.Code);
        state = After(state, RemovingWebhook.Decide(state, _ada, 2, _noon).Facts);
        Assert.Equal(6, MakingWebhook.Decide(state, new MakeWebhook(_ada, Url, [], null), null, _noon).Receipt?.Number);
    }

    [Fact]
    public void Whose_they_are_decides_who_may_and_what_they_tell()
    {
        var make = new MakeWebhook(_ada, Url, [], null);
        Assert.Equal(RefusalCode.NotAllowed, Refused(MakingWebhook.Decide(Sites(), make, null, _noon)));
        Assert.Equal(RefusalCode.NotFound, Refused(MakingWebhook.Decide(Mine(), make with { Actor = _admin }, null, _noon)));
        Assert.Equal(RefusalCode.Suspended, Refused(MakingWebhook.Decide(Mine(), make with { Actor = _ada with { SuspendedUntil = _noon.AddDays(1) } }, null, _noon)));
        Assert.Equal(RefusalCode.Invalid, Refused(MakingWebhook.Decide(Mine(), make with { Kinds = ["question.asked"] }, null, _noon)));
        Assert.Equal(RefusalCode.Invalid, Refused(MakingWebhook.Decide(Sites(), make with { Actor = _admin, Kinds = _answers }, null, _noon)));
        var refused = MakingWebhook.Decide(Mine(), make, "private-address", _noon).Refusal;
        Assert.Equal(FieldError.Of("url", "private-address").Rule, Assert.Single(refused!.Errors).Rule);
        Assert.NotNull(MakingWebhook.Decide(Sites(), make with { Actor = _admin, Kinds = ["question.asked"] }, null, _noon).Receipt);
    }

    [Fact]
    public void A_change_is_a_fact_once()
    {
        var state = After(Mine(), [new TimedFact(new WebhookMade(1, Url, _answers), _noon, _ada.Member)]);
        var change = new ChangeWebhook(_ada, 1, "https://other.example.org/", ["notification.edit", "notification.answer"], true);
        var decision = ChangingWebhook.Decide(state, change, null, _noon);
        Assert.Equal(["WebhookChanged", "WebhookPaused"], decision.Facts.Select(static fact => fact.Fact.GetType().Name));
        state = After(state, decision.Facts);
        Assert.Empty(ChangingWebhook.Decide(state, change with { Kinds = ["notification.answer", "notification.edit"] }, null, _noon).Facts);
        Assert.Equal(WebhookPause.Owner, state.Find(1)?.Why);

        // An address that one does not change is not looked up.
        Assert.Empty(ChangingWebhook.Decide(state, change with { Kinds = null, IsPaused = null }, "unknown-host", _noon).Facts);
        state = After(state, ChangingWebhook.Decide(state, new ChangeWebhook(_ada, 1, null, null, false), null, _noon).Facts);
        Assert.Null(state.Find(1)?.PausedAt);
        Assert.Empty(ChangingWebhook.Decide(state, new ChangeWebhook(_ada, 1, null, null, false), null, _noon).Facts);
        Assert.Equal(RefusalCode.NotFound, Refused(ChangingWebhook.Decide(state, change with { Number = 2 }, null, _noon)));
    }

    [Fact]
    public void One_that_takes_nothing_is_paused_once_and_by_nobody()
    {
        var state = After(Mine(), [new TimedFact(new WebhookMade(1, Url, []), _noon, _ada.Member)]);
        var paused = Assert.Single(GivingUpWebhook.Decide(state, 1, WebhookPause.Failing, _noon).Facts);
        Assert.Equal((new WebhookPaused(1, WebhookPause.Failing), (MemberId?)null), (paused.Fact, paused.Actor));
        Assert.Empty(GivingUpWebhook.Decide(After(state, [paused]), 1, WebhookPause.Gone, _noon).Facts);
        Assert.Empty(GivingUpWebhook.Decide(state, 2, WebhookPause.Gone, _noon).Facts);
    }

    [Fact]
    public void A_new_secret_leaves_the_one_before_it()
    {
        var state = After(Mine(), [new TimedFact(new WebhookMade(1, Url, []), _noon, _ada.Member)]);
        var renewed = After(state, RenewingWebhookSecret.Decide(state, new ActOnWebhook(_ada, 1, null), _noon.AddHours(1)).Facts);
        Assert.Equal((new SecretMark(2, _noon.AddHours(1)), new SecretMark(1, _noon)), (renewed.Find(1)?.Secret, renewed.Find(1)?.Previous));
        Assert.Equal(_noon.AddHours(1), renewed.Find(1)?.View(_ada.Member).RenewedAt);
    }

    [Theory]
    [InlineData("87-2", 87L, 2)]
    [InlineData("site-1", null, 1)]
    public void An_id_reads_as_it_is_written(string text, long? owner, int number)
    {
        Assert.True(WebhookId.TryParse(text, out var id));
        Assert.Equal((new WebhookId(owner is { } member ? new MemberId(member) : null, number), text), (id, id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0-1")]
    [InlineData("87-0")]
    [InlineData("087-1")]
    [InlineData("87-01")]
    [InlineData("87")]
    [InlineData("Site-1")]
    [InlineData("87-1-1")]
    public void What_is_no_id_is_none(string text) => Assert.False(WebhookId.TryParse(text, out _));

    private static WebhooksState Mine() => WebhooksState.Initial(GrainKeys.WebhooksOf(_ada.Member));

    private static WebhooksState Sites() => WebhooksState.Initial(GrainKeys.WebhooksOf(null));

    private static RefusalCode? Refused<T>(Decision<T> decision)
        where T : class => decision.Refusal?.Code;

    private static WebhooksState After(WebhooksState state, ImmutableArray<TimedFact> facts) => facts.Aggregate(
        state, static (present, fact) => present.Apply(fact.Fact, new Occurrence("y:87", present.Version + 1, fact.At, fact.Actor)));
}
