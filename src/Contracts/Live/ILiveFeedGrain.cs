using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Live;

/// <summary>
/// The end of the activity log as fronts follow it: what everybody may know of what happens to questions, each event once and in the order of
/// its position. Keeps nothing: any activation answers, and a front that loses one goes on at another from its own position. Key <c>x:1</c>.
/// </summary>
[Alias("skiller.live-feed"), GrainInterfaceType("skiller.live-feed")]
public interface ILiveFeedGrain : IGrainWithStringKey
{
    /// <summary>The highest position of the log, 0 for an empty one.</summary>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UnavailableException">The log cannot be read.</exception>
    [Alias("Head")]
    Task<long> Head(CancellationToken ct);

    /// <summary>
    /// What was committed beyond a position, at most 500 facts of the log. Without any, waits for some for two seconds; nothing then is no
    /// error.
    /// </summary>
    /// <param name="after">What the caller has seen; 0 or more.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UnavailableException">The log cannot be read.</exception>
    [Alias("Read")]
    Task<LivePage> Read(long after, CancellationToken ct);

    /// <summary>What happened to one question since a version of its stream, at most 500 facts.</summary>
    /// <param name="question">Which.</param>
    /// <param name="afterVersion">The version of the stream that the caller has seen.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Null when more than that happened: load afresh.</returns>
    /// <exception cref="UnavailableException">The log cannot be read.</exception>
    [Alias("ReadQuestion")]
    Task<LivePage?> ReadQuestion(QuestionId question, long afterVersion, CancellationToken ct);
}

/// <summary>A part of the log as fronts follow it.</summary>
/// <param name="UpTo">The position up to which this tells everything.</param>
/// <param name="Events">In the order of their positions.</param>
/// <param name="AccessChanged">Members whose sessions are to be looked at again: one ended, a password changed, somebody was suspended.</param>
[GenerateSerializer, Immutable, Alias("skiller.live-page")]
public sealed record LivePage(
    [property: Id(0)] long UpTo,
    [property: Id(1)] ImmutableArray<LiveEvent> Events,
    [property: Id(2)] ImmutableArray<MemberId> AccessChanged);

/// <summary>Something that happened to a question and that everybody may know. Without texts: whoever may read them asks for them.</summary>
/// <param name="Position">Its place in the log, from which a reader resumes.</param>
/// <param name="Kind">The activity's permanent name, such as <c>answer-posted</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer that it concerns, null for the question itself.</param>
/// <param name="Comment">The comment that it concerns.</param>
/// <param name="Actor">Who did it; null when nobody may know (a vote), or it is not known.</param>
/// <param name="Author">Of a vote: whose post it is, who hears of it as points. Never shown.</param>
/// <param name="Skills">The skills that the activity itself names; none for most kinds.</param>
[GenerateSerializer, Immutable, Alias("skiller.live-event")]
public sealed record LiveEvent(
    [property: Id(0)] long Position,
    [property: Id(1)] string Kind,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] QuestionId Question,
    [property: Id(4)] AnswerId? Answer,
    [property: Id(5)] CommentId? Comment,
    [property: Id(6)] MemberId? Actor,
    [property: Id(7)] MemberId? Author,
    [property: Id(8)] ImmutableArray<SkillSlug> Skills)
{
    /// <summary>The version of the question with which it happened; 0 from a node that does not say.</summary>
    [Id(9)]
    public long Version { get; init; }

    /// <summary>The W3C <c>traceparent</c> of its commit where it is traced, else null. Never shown.</summary>
    [Id(10)]
    public string? Trace { get; init; }
}
