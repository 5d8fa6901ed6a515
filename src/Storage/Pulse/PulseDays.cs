using Skiller.Contracts.Pulse;
using Skiller.Grains.Pulse;

namespace Skiller.Storage.Pulse;

/// <summary>Days as rows keep them: since 1970, with the first days of their week and month.</summary>
internal static class PulseDays
{
    private static readonly int _first = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    public static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number + _first);

    public static long Number(DateOnly day) => day.DayNumber - _first;

    /// <summary>The parameters that say a day.</summary>
    public static (string Name, object Value)[] Of(DateOnly day) =>
    [
        ("day", Number(day)),
        ("week", Number(PulseRange.StartOf(PulsePeriod.Week, day))),
        ("month", Number(PulseRange.StartOf(PulsePeriod.Month, day))),
    ];
}
