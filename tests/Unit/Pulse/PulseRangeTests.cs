using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Grains.Pulse;
using Xunit;

namespace Skiller.Tests.Unit.Pulse;

/// <summary>Ranges are whole periods without gaps, and bounded.</summary>
public sealed class PulseRangeTests
{
    private static readonly DateOnly _today = new(2026, 3, 18);
    private static readonly Gen<DateOnly> _anyDay = Gen.Int[0, 40_000].Select(static days => new DateOnly(1960, 1, 1).AddDays(days));
    private static readonly Gen<PulsePeriod> _anyPeriod = Gen.Int[0, 2].Select(static by => (PulsePeriod)by);

    [Fact]
    public void Periods_follow_each_other_without_gaps_and_hold_the_days_that_were_asked_for() => Gen.Select(_anyPeriod, _anyDay, _anyDay).Sample((by, from, to) =>
    {
        if (PulseRange.Of(new PulseQuery(null, by, from, to), _today).Value is not { } range)
        {
            return;
        }

        var starts = range.Starts().ToList();
        Assert.Equal(range.Count, starts.Count);
        Assert.True(starts.Count <= Limits.PulsePoints);
        Assert.Equal(range.From, starts[0]);
        Assert.Equal(range.To, range.EndOf(starts[^1]));
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.Equal(pair.Second, range.EndOf(pair.First).AddDays(1)));
        Assert.All(starts, start => Assert.Equal(start, PulseRange.StartOf(by, range.EndOf(start))));
        var last = to < _today ? to : _today;
        Assert.True(range.From <= (from < new DateOnly(1970, 1, 1) ? new DateOnly(1970, 1, 1) : from) && range.To >= last);
    });

    [Theory]
    [InlineData(PulsePeriod.Day, "2026-02-17", "2026-03-18", 30)]
    [InlineData(PulsePeriod.Week, "2025-09-22", "2026-03-22", 26)]
    [InlineData(PulsePeriod.Month, "2025-04-01", "2026-03-31", 12)]
    public void Without_days_it_is_the_last_time(PulsePeriod by, string from, string to, int count)
    {
        var range = PulseRange.Of(new PulseQuery(null, by, null, null), _today).Value!;
        Assert.Equal((Day(from), Day(to), count), (range.From, range.To, range.Count));
    }

    [Fact]
    public void A_week_begins_on_Monday_also_over_the_turn_of_the_year()
    {
        Assert.Equal(Day("2025-12-29"), PulseRange.StartOf(PulsePeriod.Week, Day("2026-01-04")));
        Assert.Equal(Day("2026-01-05"), PulseRange.StartOf(PulsePeriod.Week, Day("2026-01-05")));
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-01", "not-in-order")]
    [InlineData("2026-03-19", null, "not-in-order")]
    [InlineData("1969-01-01", "1969-12-31", "not-in-order")]
    [InlineData("2025-02-11", "2026-03-18", "too-many-points")]
    [InlineData("0001-01-01", "9999-12-31", "too-many-points")]
    public void What_is_no_bounded_range_is_refused(string from, string? to, string rule)
    {
        var refused = PulseRange.Of(new PulseQuery(null, PulsePeriod.Day, Day(from), to is null ? null : Day(to)), _today).Refusal;
        Assert.Equal(rule, Assert.Single(refused!.Errors).Rule);
    }

    [Fact]
    public void Four_hundred_points_are_not_too_many() =>
        Assert.Equal(400, PulseRange.Of(new PulseQuery(null, PulsePeriod.Day, Day("2025-02-12"), null), _today).Value!.Count);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
