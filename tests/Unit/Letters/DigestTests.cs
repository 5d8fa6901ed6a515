using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Letters;
using Xunit;

namespace Skiller.Tests.Unit.Letters;

/// <summary>When digests are due, and that each is sent once.</summary>
public sealed class DigestTests
{
    private static readonly DateTimeOffset _opened = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo _paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly string[] _names = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];

    private static readonly Gen<(TimeZoneInfo Zone, DigestRhythm Rhythm)> _rhythms = Gen.Select(
        Gen.Int[0, _names.Length - 1],
        Gen.Int[-1, 6],
        Gen.Int[0, 23],
        static (zone, day, hour) => (TimeZoneInfo.FindSystemTimeZoneById(_names[zone]), new DigestRhythm(day < 0 ? null : (DayOfWeek)day, hour)));

    [Fact]
    public void A_year_has_one_digest_for_each_of_its_days_at_its_hour_whatever_happens_to_the_clocks() => _rhythms.Sample(
        static drawn =>
        {
            var (zone, rhythm) = drawn;
            var (days, last) = (new HashSet<DateTime>(), _opened);
            while (last < _opened.AddDays(364))
            {
                last = DigestTimes.Next(last, zone, rhythm);
                var local = TimeZoneInfo.ConvertTime(last, zone).DateTime;
                Assert.True(days.Add(local.Date));
                Assert.True(rhythm.Day is null || rhythm.Day == local.DayOfWeek);
                Assert.True(local.Hour == rhythm.Hour || zone.IsInvalidTime(local.Date.AddHours(rhythm.Hour)));
            }

            Assert.InRange(days.Count, rhythm.Day is null ? 364 : 52, rhythm.Day is null ? 366 : 53);
        },
        iter: 50);

    [Theory]
    [InlineData("2026-03-27T07:00:00Z", null, "2026-03-28T07:00:00Z")]
    [InlineData("2026-03-28T07:00:00Z", null, "2026-03-29T06:00:00Z")]
    [InlineData("2026-10-24T06:00:00Z", null, "2026-10-25T07:00:00Z")]
    [InlineData("2026-10-19T06:00:00Z", DayOfWeek.Monday, "2026-10-26T07:00:00Z")]
    public void Eight_in_Paris_is_eight_in_Paris(string after, DayOfWeek? day, string due) =>
        Assert.Equal(Parse(due), DigestTimes.Next(Parse(after), _paris, new DigestRhythm(day, 8)));

    [Fact]
    public void A_moment_has_one_digest_and_each_begins_where_the_last_one_ended()
    {
        var state = Apply(Opened(), new SessionOpened("a", _opened.AddDays(30)), _opened);
        var first = Assert.IsType<DigestDue>(Assert.Single(SendingDigest.Decide(state, _opened.AddDays(3), _opened.AddDays(3)).Facts).Fact);
        Assert.Equal(new DigestDue(_opened.AddDays(-4), _opened.AddDays(3), false), first);
        state = Apply(state, first, _opened.AddDays(3));

        Assert.Empty(SendingDigest.Decide(state, _opened.AddDays(3), _opened.AddDays(3)).Facts);
        Assert.Empty(SendingDigest.Decide(state, _opened.AddDays(2), _opened.AddDays(3)).Facts);
        Assert.Equal(
            new DigestDue(_opened.AddDays(3), _opened.AddDays(5), false), Assert.Single(SendingDigest.Decide(state, _opened.AddDays(5), _opened.AddDays(5)).Facts).Fact);
        var off = Apply(state, new NotificationsChosen(NotificationSettings.Default with { Rhythm = null }), _opened.AddDays(4));
        Assert.Empty(SendingDigest.Decide(off, _opened.AddDays(9), _opened.AddDays(9)).Facts);
    }

    [Fact]
    public void Who_stays_away_is_told_goodbye_once_and_digests_come_again_when_they_do()
    {
        var state = Opened();
        var away = _opened + Limits.DigestAbsence;
        Assert.False(Sent(state, away.AddDays(-1))!.IsFarewell);
        var goodbye = Sent(state, away);
        Assert.True(goodbye!.IsFarewell);
        state = Apply(state, goodbye, away);

        Assert.Null(Sent(state, away.AddDays(7)));
        state = Apply(state, new SessionOpened("a", away.AddDays(40)), away.AddDays(10));
        Assert.False(Sent(state, away.AddDays(14))!.IsFarewell);
        Assert.True(Sent(state, away.AddDays(10) + Limits.DigestAbsence)!.IsFarewell);
    }

    private static DigestDue? Sent(AccountState state, DateTimeOffset due) => SendingDigest.Decide(state, due, due).Facts is [var fact] ? (DigestDue)fact.Fact : null;

    private static AccountState Opened() => Apply(AccountState.Initial("k:87"), new AccountOpened("ada@example.org", "hash", "ada", Role.Member), _opened);

    private static AccountState Apply(AccountState state, Fact fact, DateTimeOffset at) => state.Apply(fact, new Occurrence("k:87", state.Version + 1, at, new MemberId(87)));

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
