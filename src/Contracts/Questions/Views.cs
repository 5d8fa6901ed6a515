using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Questions;

/// <summary>Asks for a question as one person sees it.</summary>
/// <param name="Viewer">Whose votes are shown, null for a visitor.</param>
/// <param name="Count">Whether this look counts as a view.</param>
/// <param name="IsAlone">Whether its answers and comments are left away; their number is told all the same.</param>
[GenerateSerializer, Immutable, Alias("skiller.view-question")]
public sealed record ViewQuestion([property: Id(0)] MemberId? Viewer, [property: Id(1)] bool Count, [property: Id(2)] bool IsAlone = false);

/// <summary>The state a question is in.</summary>
public enum QuestionStatus
{
    /// <summary>Takes answers, comments, votes and acceptances.</summary>
    Open = 0,
    /// <summary>Takes none of them; texts can be edited, posts deleted and brought back.</summary>
    Closed = 1,
}

/// <summary>A question's page, without names and without HTML: both are added at the edge.</summary>
/// <param name="Id">The question.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Skills">1 to 5 skills.</param>
/// <param name="Locale">Its language.</param>
/// <param name="Author">Who asked, null when an import did not know.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Score">Votes up less votes down.</param>
/// <param name="Views">Approximate.</param>
/// <param name="Accepted">The accepted answer, null for none.</param>
/// <param name="AnswerCount">All answers that are not deleted.</param>
/// <param name="Answers">The first 30.</param>
/// <param name="AnswersNext">The cursor for the rest, null at the end.</param>
/// <param name="Comments">The first 30.</param>
/// <param name="CommentsNext">The cursor for the rest, null at the end.</param>
/// <param name="MyVote">The viewer's vote, null for a visitor.</param>
/// <param name="Status">Open or closed.</param>
/// <param name="Version">1 + the edits of the question itself.</param>
/// <param name="StreamVersion">How much of the question's stream this shows: from here live events go on.</param>
[GenerateSerializer, Immutable, Alias("skiller.question-view")]
public sealed record QuestionView(
    [property: Id(0)] QuestionId Id,
    [property: Id(1)] string Title,
    [property: Id(2)] string Body,
    [property: Id(3)] ImmutableArray<SkillSlug> Skills,
    [property: Id(4)] Locale Locale,
    [property: Id(5)] MemberId? Author,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] int Score,
    [property: Id(8)] long Views,
    [property: Id(9)] AnswerId? Accepted,
    [property: Id(10)] int AnswerCount,
    [property: Id(11)] ImmutableArray<AnswerView> Answers,
    [property: Id(12)] string? AnswersNext,
    [property: Id(13)] ImmutableArray<CommentView> Comments,
    [property: Id(14)] string? CommentsNext,
    [property: Id(15)] int? MyVote,
    [property: Id(16)] QuestionStatus Status,
    [property: Id(17)] int Version,
    [property: Id(18)] long StreamVersion);

/// <summary>Scores of posts: votes up less votes down.</summary>
/// <param name="Values">In the order that was asked for.</param>
[GenerateSerializer, Immutable, Alias("skiller.post-scores")]
public sealed record PostScores([property: Id(0)] ImmutableArray<int> Values)
{
    /// <summary>The version of the question up to which they count; 0 from a node that does not say.</summary>
    [Id(1)]
    public long Version { get; init; }
}

/// <summary>An answer on a question's page.</summary>
/// <param name="Id">The answer.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Author">Who answered, null when an import did not know.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Score">Votes up less votes down.</param>
/// <param name="Accepted">Whether it is the accepted one.</param>
/// <param name="Comments">The first 30.</param>
/// <param name="CommentsNext">The cursor for the rest, null at the end.</param>
/// <param name="MyVote">The viewer's vote, null for a visitor.</param>
/// <param name="Version">1 + its edits.</param>
[GenerateSerializer, Immutable, Alias("skiller.answer-view")]
public sealed record AnswerView(
    [property: Id(0)] AnswerId Id,
    [property: Id(1)] string Body,
    [property: Id(2)] MemberId? Author,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] int Score,
    [property: Id(5)] bool Accepted,
    [property: Id(6)] ImmutableArray<CommentView> Comments,
    [property: Id(7)] string? CommentsNext,
    [property: Id(8)] int? MyVote,
    [property: Id(9)] int Version);

/// <summary>A comment.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Author">Who wrote it, null when an import did not know.</param>
/// <param name="CreatedAt">When.</param>
[GenerateSerializer, Immutable, Alias("skiller.comment-view")]
public sealed record CommentView(
    [property: Id(0)] CommentId Id,
    [property: Id(1)] string Body,
    [property: Id(2)] MemberId? Author,
    [property: Id(3)] DateTimeOffset CreatedAt);

/// <summary>One version of a post, whole.</summary>
/// <param name="Version">1 for what was first posted.</param>
/// <param name="Title">Null for answers.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Skills">Empty for answers.</param>
/// <param name="Editor">Who made this version, null when an import did not know.</param>
/// <param name="Summary">What was changed and why, null for none.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("skiller.revision-view")]
public sealed record RevisionView(
    [property: Id(0)] int Version,
    [property: Id(1)] string? Title,
    [property: Id(2)] string Body,
    [property: Id(3)] ImmutableArray<SkillSlug> Skills,
    [property: Id(4)] MemberId? Editor,
    [property: Id(5)] string? Summary,
    [property: Id(6)] DateTimeOffset At);

/// <summary>A post that is deleted, as those see it who may bring it back.</summary>
/// <param name="Title">The question's title.</param>
/// <param name="Locale">The question's language.</param>
/// <param name="Body">Markdown.</param>
/// <param name="By">Who deleted it, null when an import did not know.</param>
/// <param name="At">When, null when that was not kept.</param>
/// <param name="Reason">Why, null when nothing was said.</param>
[GenerateSerializer, Immutable, Alias("skiller.deletion-view")]
public sealed record DeletionView(
    [property: Id(0)] string Title,
    [property: Id(1)] Locale Locale,
    [property: Id(2)] string Body,
    [property: Id(3)] MemberId? By,
    [property: Id(4)] DateTimeOffset? At,
    [property: Id(5)] string? Reason);
