using System.Collections.Immutable;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Pulse;

/// <summary>
/// How the site is doing, in figures alone: nobody can be told from them. Days are those of UTC. What comes from the log is exact up to the
/// moment it is asked, also after a crash; views and visits are counted by fronts, which lose at most their last seconds and never count
/// twice. Key <c>all</c>; on each silo, and as many as are asked.
/// </summary>
[Alias("skiller.pulse"), GrainInterfaceType("skiller.pulse")]
public interface IPulseGrain : IGrainWithStringKey
{
    /// <summary>
    /// The figures of a range, as far as the reader may see them: administrators all, everybody else what is public. At most a second old; as
    /// they last were while the database is away. Refusals: not-allowed (nothing is public), invalid (<c>from</c> is after <c>to</c>, or the
    /// range has more than <see cref="Limits.PulsePoints"/> points).
    /// </summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UnavailableException">They cannot be read, and never were.</exception>
    [Alias("Report")]
    Task<Result<PulseReport>> Report(PulseQuery query, CancellationToken ct);

    /// <summary>Writes what a front has counted on a day since it started. Can be repeated: the higher figures hold.</summary>
    /// <param name="counted">The figures, whole.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UnavailableException">Certainly not written.</exception>
    [Alias("Count")]
    Task Count(CountedViews counted, CancellationToken ct);
}

/// <summary>What a point of the pulse stands for.</summary>
public enum PulsePeriod
{
    /// <summary>A day.</summary>
    Day = 0,
    /// <summary>A week from Monday on (ISO 8601).</summary>
    Week = 1,
    /// <summary>A month of the calendar.</summary>
    Month = 2,
}

/// <summary>What of the pulse everybody may see.</summary>
public enum PulseVisibility
{
    /// <summary>Nothing: administrators only.</summary>
    Nothing = 0,
    /// <summary>How many members there are, and the goal.</summary>
    Growth = 1,
    /// <summary>All figures.</summary>
    Everything = 2,
}

/// <summary>What administrators chose of the pulse.</summary>
/// <param name="Goal">How many members there are to be: 1 to <see cref="Limits.GoalMax"/>.</param>
/// <param name="Public">What everybody may see.</param>
[GenerateSerializer, Immutable, Alias("skiller.pulse-choice")]
public sealed record PulseChoice([property: Id(0)] long Goal, [property: Id(1)] PulseVisibility Public)
{
    /// <summary>What holds until somebody chooses: 10,000 members, and everything is public, since figures name nobody.</summary>
    public static PulseChoice Shipped { get; } = new(10_000, PulseVisibility.Everything);
}

/// <summary>Asks for the pulse.</summary>
/// <param name="Reader">Who asks, null: a visitor.</param>
/// <param name="By">What a point stands for.</param>
/// <param name="From">A day in the first period, null: 30 days, 26 weeks or 12 months to <paramref name="To"/>.</param>
/// <param name="To">A day in the last period, null or a day to come: today.</param>
[GenerateSerializer, Immutable, Alias("skiller.pulse-query")]
public sealed record PulseQuery(
    [property: Id(0)] Actor? Reader,
    [property: Id(1)] PulsePeriod By,
    [property: Id(2)] DateOnly? From,
    [property: Id(3)] DateOnly? To);

/// <summary>The pulse of a range, which is whole periods.</summary>
/// <param name="By">What a point stands for.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; it may be to come.</param>
/// <param name="Members">Who has joined until now. Members who were imported have not: they are no members before they join.</param>
/// <param name="Choice">The goal, and what is public.</param>
/// <param name="GoalOn">When the goal would be met at the pace of the last <see cref="Limits.PulsePaceDays"/> days; null: never, or it is.</param>
/// <param name="Whole">The whole range as one; null: not to be seen.</param>
/// <param name="Points">One a period, without gaps, the oldest first.</param>
/// <param name="IsComplete">False while facts are still being counted, after an upgrade or a rebuild.</param>
[GenerateSerializer, Immutable, Alias("skiller.pulse-report")]
public sealed record PulseReport(
    [property: Id(0)] PulsePeriod By,
    [property: Id(1)] DateOnly From,
    [property: Id(2)] DateOnly To,
    [property: Id(3)] long Members,
    [property: Id(4)] PulseChoice Choice,
    [property: Id(5)] DateOnly? GoalOn,
    [property: Id(6)] PulseFigures? Whole,
    [property: Id(7)] ImmutableArray<PulsePoint> Points,
    [property: Id(8)] bool IsComplete);

/// <summary>A period.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Joined">Members who joined in it.</param>
/// <param name="Members">Members at its end.</param>
/// <param name="Figures">What else; null: not to be seen.</param>
[GenerateSerializer, Immutable, Alias("skiller.pulse-point")]
public sealed record PulsePoint(
    [property: Id(0)] DateOnly From,
    [property: Id(1)] DateOnly To,
    [property: Id(2)] long Joined,
    [property: Id(3)] long Members,
    [property: Id(4)] PulseFigures? Figures);

/// <summary>What happened in a time. What was deleted does not count; what was imported does, in its own time.</summary>
/// <param name="Sessions">Sessions that members opened: by signing in or by joining.</param>
/// <param name="Visits">Addresses with a browser that looked at a page, each once a day and front.</param>
/// <param name="AreVisitsAtLeast">Whether there were more visits than a front counts on a day.</param>
/// <param name="Views">Pages that were looked at, by whomever but robots.</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="Answers">Answers posted, whenever their questions were asked.</param>
/// <param name="Answered">Of these questions, those that have an answer by now.</param>
/// <param name="MedianWait">Half of <paramref name="Answered"/> had their first answer after this time or sooner (nearest rank); null: none has one.</param>
/// <param name="LongWait">The same for nine of ten.</param>
/// <param name="InvitationsMade">Invitations that were made, also by granting a request.</param>
/// <param name="InvitationsUsed">Invitations by which somebody joined.</param>
[GenerateSerializer, Immutable, Alias("skiller.pulse-figures")]
public sealed record PulseFigures(
    [property: Id(0)] long Sessions,
    [property: Id(1)] long Visits,
    [property: Id(2)] bool AreVisitsAtLeast,
    [property: Id(3)] long Views,
    [property: Id(4)] long Questions,
    [property: Id(5)] long Answers,
    [property: Id(6)] long Answered,
    [property: Id(7)] TimeSpan? MedianWait,
    [property: Id(8)] TimeSpan? LongWait,
    [property: Id(9)] long InvitationsMade,
    [property: Id(10)] long InvitationsUsed);

/// <summary>What a front has counted on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Front">A number that the front drew when it started.</param>
/// <param name="Views">Pages looked at.</param>
/// <param name="Visits">Who looked, each once.</param>
/// <param name="AreVisitsAtLeast">Whether there were more.</param>
[GenerateSerializer, Immutable, Alias("skiller.counted-views")]
public sealed record CountedViews(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] long Front,
    [property: Id(2)] long Views,
    [property: Id(3)] long Visits,
    [property: Id(4)] bool AreVisitsAtLeast);
