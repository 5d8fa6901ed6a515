using Skiller.Contracts.Pulse;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Pulse;

/// <summary>The figures as rows: those that are derived from the log, and those that fronts have counted, which are not.</summary>
internal interface IPulseStore
{
    /// <summary>The mark of the projection, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>Writes changes, in their order, and the mark together, if the stored mark still is the one that was loaded.</summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<PulseChange> changes, CancellationToken ct);

    /// <summary>Keeps what a front has counted; lower figures than it has said before change nothing.</summary>
    /// <exception cref="Contracts.UnavailableException">Certainly not written.</exception>
    Task Count(CountedViews counted, CancellationToken ct);

    /// <summary>The figures of a range.</summary>
    /// <param name="range">Which.</param>
    /// <param name="paceFrom">The first of the days whose pace is asked for.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<PulseRows> Read(PulseRange range, DateOnly paceFrom, CancellationToken ct);
}

/// <summary>The facts that figures come from, of all times, by their kind.</summary>
internal interface ICountedFacts
{
    /// <summary>Those beyond a position, in the order of positions, at most <paramref name="limit"/>. Others may be among them.</summary>
    Task<IReadOnlyList<RecordedActivity>> Read(long after, int limit, CancellationToken ct);
}

/// <summary>The figures of a range, as they are kept.</summary>
/// <param name="Before">Who had joined before the range.</param>
/// <param name="Members">Who has joined until now.</param>
/// <param name="Lately">Who has joined in the days whose pace is asked for.</param>
/// <param name="Periods">By the first day; where nothing happened there is none.</param>
/// <param name="Waits">The waits of the whole range.</param>
internal sealed record PulseRows(
    long Before, long Members, long Lately, IReadOnlyDictionary<DateOnly, PeriodRow> Periods, PeriodWaits Waits);

/// <summary>What was counted in a period.</summary>
internal sealed record PeriodRow(
    long Joined, long Sessions, long Questions, long Answers, long InvitationsMade, long InvitationsUsed, long Views, long Visits, bool AreVisitsAtLeast, PeriodWaits Waits);

/// <summary>How long the questions of a period waited.</summary>
/// <param name="Answered">Those that have an answer.</param>
/// <param name="Median">Half of them waited this long or less, by nearest rank; null: there are none.</param>
/// <param name="Long">The same for nine of ten.</param>
internal sealed record PeriodWaits(long Answered, TimeSpan? Median, TimeSpan? Long)
{
    public static PeriodWaits None { get; } = new(0, null, null);
}
