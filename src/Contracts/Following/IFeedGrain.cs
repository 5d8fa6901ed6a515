using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Contracts.Following;

/// <summary>
/// What happened in what a member follows, for their own eyes; up to a second behind what happens. What they muted, whom they blocked and what they did
/// themselves is left out. A stateless worker.
/// </summary>
[Alias("skiller.feed"), GrainInterfaceType("skiller.feed")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Cards, the newest first, one for each question and day (UTC). A page may have fewer items than were asked for and go on all the same. Refusals:
    /// invalid-cursor.
    /// </summary>
    /// <param name="member">Whose feed.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Page")]
    Task<Result<Page<FeedCard>>> Page(MemberId member, PageRequest page, CancellationToken ct);

    /// <summary>Questions in skills and by members whom a member follows, those asked last first; paged like the feed. Refusals: invalid-cursor.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Questions")]
    Task<Result<Page<QuestionSummary>>> Questions(MemberId member, PageRequest page, CancellationToken ct);
}

/// <summary>What happened in a question on a day.</summary>
/// <param name="Question">The question as lists show it.</param>
/// <param name="At">When something happened last in it on that day.</param>
/// <param name="Reasons">What the member follows that brings it, questions first, then skills, then members; at least one.</param>
/// <param name="Acts">What happened, the newest first; at least one, at most <see cref="Limits.ActsPerCard"/>.</param>
[GenerateSerializer, Immutable, Alias("skiller.feed-card")]
public sealed record FeedCard(
    [property: Id(0)] QuestionSummary Question,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] ImmutableArray<Source> Reasons,
    [property: Id(3)] ImmutableArray<FeedAct> Acts);

/// <summary>Something that happened in a question.</summary>
/// <param name="Kind">What.</param>
/// <param name="Actor">Who did it, null for nobody known.</param>
/// <param name="Subject">Whose question or answer it is, null for nobody known.</param>
/// <param name="Answer">The answer, null for the question.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("skiller.feed-act")]
public sealed record FeedAct(
    [property: Id(0)] FeedActKind Kind,
    [property: Id(1)] MemberId? Actor,
    [property: Id(2)] MemberId? Subject,
    [property: Id(3)] AnswerId? Answer,
    [property: Id(4)] DateTimeOffset At);

/// <summary>What happens in questions. Numbers are stored and permanent.</summary>
public enum FeedActKind
{
    /// <summary>It was asked.</summary>
    Asked = 1,
    /// <summary>It was answered.</summary>
    Answered = 2,
    /// <summary>An answer was accepted.</summary>
    Accepted = 3,
}
