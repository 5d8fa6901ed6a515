using System.Collections.Immutable;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Reputation;

/// <summary>
/// A member's standing: what peers gave, folded from the log exactly once and in its order. A projection: it can be thrown away and rebuilt.
/// Key <c>m:87</c>; it folds the stream <c>member/m:87</c>.
/// </summary>
[Alias("skiller.standing"), GrainInterfaceType("skiller.standing")]
public interface IStandingGrain : IGrainWithStringKey
{
    /// <summary>The totals. A member without entries has an empty standing; creates nothing.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<StandingView> View(CancellationToken ct);

    /// <summary>The ledger in outline: the points of each day, and the answers that gave most. Up to a few seconds old.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Outline")]
    Task<StandingOutline> Outline(CancellationToken ct);

    /// <summary>The answers behind each skill. Up to a few seconds old.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Evidence")]
    Task<StandingEvidence> Evidence(CancellationToken ct);

    /// <summary>The ledger, newest first; what is folded is on it. Refusals: invalid-cursor.</summary>
    /// <param name="skill">Only entries in this skill; null: all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Ledger")]
    Task<Result<Page<LedgerEntryView>>> Ledger(SkillSlug? skill, PageRequest page, CancellationToken ct);
}

/// <summary>The sums of a ledger.</summary>
/// <param name="Total">The true sum of all points; shown as 0 when below it.</param>
/// <param name="Skills">The true sums by skill, highest first.</param>
[GenerateSerializer, Immutable, Alias("skiller.standing-view")]
public sealed record StandingView([property: Id(0)] long Total, [property: Id(1)] ImmutableArray<SkillStanding> Skills)
{
    /// <summary>No entry yet.</summary>
    public static StandingView Empty { get; } = new(0, []);
}

/// <summary>A ledger in outline.</summary>
/// <param name="Days">The days (UTC) that have entries, oldest first.</param>
/// <param name="Best">The member's own answers that gave most, at most five, the best first.</param>
/// <param name="Year">The sums by skill of the last 365 days (UTC, today included), those that are not 0.</param>
[GenerateSerializer, Immutable, Alias("skiller.standing-outline")]
public sealed record StandingOutline(
    [property: Id(0)] ImmutableArray<DayPoints> Days,
    [property: Id(1)] ImmutableArray<AnswerPoints> Best,
    [property: Id(2)] ImmutableArray<SkillStanding> Year);

/// <summary>What stands behind a member's skills.</summary>
/// <param name="Best">The answers that gave most in each skill.</param>
[GenerateSerializer, Immutable, Alias("skiller.standing-evidence")]
public sealed record StandingEvidence([property: Id(0)] ImmutableArray<SkillAnswers> Best);

/// <summary>The answers that gave most in one skill.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Answers">At most three, the best first.</param>
[GenerateSerializer, Immutable, Alias("skiller.skill-answers")]
public sealed record SkillAnswers([property: Id(0)] SkillSlug Skill, [property: Id(1)] ImmutableArray<AnswerPoints> Answers);

/// <summary>The sum of a day's entries.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Points">The sum.</param>
[GenerateSerializer, Immutable, Alias("skiller.day-points")]
public sealed record DayPoints([property: Id(0)] DateOnly Day, [property: Id(1)] long Points);

/// <summary>What an answer gave its author.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Points">The sum of its entries, above 0.</param>
[GenerateSerializer, Immutable, Alias("skiller.answer-points")]
public sealed record AnswerPoints([property: Id(0)] QuestionId Question, [property: Id(1)] AnswerId Answer, [property: Id(2)] long Points);

/// <summary>The sum of a member's entries in one skill.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Points">The true sum; shown as 0 when below it.</param>
[GenerateSerializer, Immutable, Alias("skiller.skill-standing")]
public sealed record SkillStanding([property: Id(0)] SkillSlug Skill, [property: Id(1)] long Points);

/// <summary>Why an entry stands in the ledger. Names are permanent; the API shows them in kebab-case.</summary>
public enum ReputationReason
{
    /// <summary>An answer was voted up: +10, within the daily cap.</summary>
    AnswerVotedUp = 1,
    /// <summary>A question was voted up: +5, within the daily cap.</summary>
    QuestionVotedUp = 2,
    /// <summary>An answer was accepted by somebody else: +15.</summary>
    AnswerAccepted = 3,
    /// <summary>The member accepted somebody else's answer: +2.</summary>
    AcceptedAnAnswer = 4,
    /// <summary>An answer was voted down: −2.</summary>
    AnswerVotedDown = 5,
    /// <summary>A question was voted down: −2.</summary>
    QuestionVotedDown = 6,
    /// <summary>The member voted an answer down: −1.</summary>
    VotedAnAnswerDown = 7,
    /// <summary>A vote was taken back: the opposite of what it gave.</summary>
    VoteWithdrawn = 20,
    /// <summary>An acceptance was taken back: the opposite of what it gave.</summary>
    AcceptanceWithdrawn = 21,
    /// <summary>The post was deleted: the opposite of what it had given.</summary>
    PostDeleted = 22,
    /// <summary>The post was undeleted: what its deletion took.</summary>
    PostUndeleted = 23,
}

/// <summary>One entry of a member's ledger. Entries are only added, never changed.</summary>
/// <param name="At">When the event happened.</param>
/// <param name="Points">What it gave or took; 0 when the cap left nothing.</param>
/// <param name="Reason">Why.</param>
/// <param name="Skills">The question's skills at the time of the event; the points count in full in each and once in the total.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, null when the question itself is meant.</param>
/// <param name="Position">The event's position in the activity log.</param>
/// <param name="Cause">The event, as <c>stream@version</c>.</param>
/// <param name="Reverses">The event whose points this entry takes or gives back, null for a first entry.</param>
[GenerateSerializer, Immutable, Alias("skiller.ledger-entry-view")]
public sealed record LedgerEntryView(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] int Points,
    [property: Id(2)] ReputationReason Reason,
    [property: Id(3)] ImmutableArray<SkillSlug> Skills,
    [property: Id(4)] QuestionId Question,
    [property: Id(5)] AnswerId? Answer,
    [property: Id(6)] long Position,
    [property: Id(7)] string Cause,
    [property: Id(8)] string? Reverses);
