using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;

namespace Skiller.Grains.Pulse;

/// <summary>Whole periods, one after the other.</summary>
/// <param name="By">What each is.</param>
/// <param name="From">The first day of the first.</param>
/// <param name="To">The last day of the last.</param>
internal sealed record PulseRange(PulsePeriod By, DateOnly From, DateOnly To)
{
    /// <summary>Nothing was counted before.</summary>
    private static readonly DateOnly _earliest = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>The range that is asked for: from the beginning of the period of the first day to the end of that of the last.</summary>
    public static Result<PulseRange> Of(PulseQuery query, DateOnly today)
    {
        var by = query.By;
        if (!Enum.IsDefined(by))
        {
            return Refusal.Invalid(FieldError.Of("by", "not-one-of", "day, week, month"));
        }

        var to = query.To is { } last && last < today ? last : today;
        var from = query.From is { } first ? first : FirstOf(by, to);
        if (from > to || to < _earliest)
        {
            return Refusal.Invalid(FieldError.Of("from", "not-in-order"));
        }

        var range = new PulseRange(by, StartOf(by, from < _earliest ? _earliest : from), Next(by, StartOf(by, to)).AddDays(-1));
        return range.Count > Limits.PulsePoints
            ? Refusal.Invalid(FieldError.Of("from", "too-many-points", Limits.PulsePoints.ToString(CultureInfo.InvariantCulture)))
            : range;
    }

    /// <summary>How many periods it has.</summary>
    public int Count => By switch
    {
        PulsePeriod.Day => To.DayNumber - From.DayNumber + 1,
        PulsePeriod.Week => (To.DayNumber - From.DayNumber + 1) / 7,
        _ => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1,
    };

    /// <summary>The first day of each period.</summary>
    public IEnumerable<DateOnly> Starts()
    {
        for (var start = From; start <= To; start = Next(By, start))
        {
            yield return start;
        }
    }

    /// <summary>The last day of the period that begins on a day.</summary>
    public DateOnly EndOf(DateOnly start) => Next(By, start).AddDays(-1);

    /// <summary>The first day of the period that a day is in.</summary>
    public static DateOnly StartOf(PulsePeriod by, DateOnly day) => by switch
    {
        PulsePeriod.Day => day,
        PulsePeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    private static DateOnly Next(PulsePeriod by, DateOnly start) => by switch
    {
        PulsePeriod.Day => start.AddDays(1),
        PulsePeriod.Week => start.AddDays(7),
        _ => start.AddMonths(1),
    };

    private static DateOnly FirstOf(PulsePeriod by, DateOnly last) => by switch
    {
        PulsePeriod.Day => last.AddDays(-29),
        PulsePeriod.Week => last.AddDays(-25 * 7),
        _ => last.AddMonths(-11),
    };
}
