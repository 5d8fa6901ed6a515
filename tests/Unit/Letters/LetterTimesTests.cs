using CsCheck;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Letters;
using Xunit;

namespace Skiller.Tests.Unit.Letters;

/// <summary>When a letter may be sent, also where clocks are changed.</summary>
public sealed class LetterTimesTests
{
    private static readonly QuietHours _night = new(new TimeOnly(20, 0), new TimeOnly(8, 0));
    private static readonly TimeZoneInfo _paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    // Clocks go on at 1:00 UTC of 29 March 2026 and back at 1:00 UTC of 25 October; elsewhere at other hours, and by half an hour.
    private static readonly DateTimeOffset[] _days =
        [At(2026, 3, 8), At(2026, 3, 29), At(2026, 4, 5), At(2026, 10, 4), At(2026, 10, 25), At(2026, 11, 1), At(2026, 6, 15)];

    private static readonly string[] _names = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];

    private static readonly Gen<DateTimeOffset> _moments =
        Gen.Select(Gen.Int[0, _days.Length - 1], Gen.Int[-36 * 60, 36 * 60], static (day, minutes) => _days[day].AddMinutes(minutes));

    private static readonly Gen<QuietHours> _hours = Gen.Select(Gen.Int[0, 95], Gen.Int[1, 95], static (from, length) => new QuietHours(
        TimeOnly.MinValue.AddMinutes(from * 15), TimeOnly.MinValue.AddMinutes((from + length) * 15)));

    private static readonly Gen<TimeZoneInfo> _zones =
        Gen.Int[0, _names.Length - 1].Select(static name => TimeZoneInfo.FindSystemTimeZoneById(_names[name]));

    [Fact]
    public void A_letter_is_sent_as_soon_as_the_clock_of_the_member_does_not_call_it_quiet() =>
        Gen.Select(_moments, _hours, _zones).Sample(
            static (earliest, quiet, zone) =>
            {
                var due = LetterTimes.After(earliest, zone, quiet);

                Assert.True(due >= earliest);
                Assert.False(IsQuiet(due, quiet, zone));
                for (var before = earliest; before < due; before = before.AddMinutes(1))
                {
                    Assert.True(IsQuiet(before, quiet, zone) || zone.IsAmbiguousTime(before), $"{before} of {earliest} to {due}");
                }
            },
            iter: 500);

    [Fact]
    public void Without_quiet_hours_nothing_waits() => _moments.Sample(static earliest => Assert.Equal(earliest, LetterTimes.After(earliest, _paris, null)));

    [Theory]
    [InlineData("2026-06-15T17:59:00Z", "2026-06-15T17:59:00Z")]
    [InlineData("2026-06-15T18:00:00Z", "2026-06-16T06:00:00Z")]
    [InlineData("2026-06-16T05:59:00Z", "2026-06-16T06:00:00Z")]
    [InlineData("2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z")]
    public void Nights_in_Paris_end_at_eight_whatever_happens_to_the_clocks(string earliest, string due) =>
        Assert.Equal(Parse(due), LetterTimes.After(Parse(earliest), _paris, _night));

    [Fact]
    public void A_zone_that_is_not_known_is_UTC()
    {
        Assert.Equal(TimeZoneInfo.Utc, TimeZoneName.Zone("Moon/Tranquility"));
        Assert.Equal(TimeZoneInfo.Utc, TimeZoneName.Zone(null));
        Assert.Equal("Europe/Paris", TimeZoneName.Zone("Europe/Paris").Id);
    }

    private static bool IsQuiet(DateTimeOffset moment, QuietHours quiet, TimeZoneInfo zone) =>
        LetterTimes.Covers(quiet, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime));

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
