using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

// These names are the storage format. Texts are personal: what somebody wrote can be redacted apart from what it led to.

/// <summary>A question was asked. <paramref name="Views"/>: what an import brought along.</summary>
[ActivityKind("question-asked")]
internal sealed record QuestionAsked(
    MemberId? Author,
    [property: Personal] string? Title,
    [property: Personal] string? Body,
    ImmutableArray<SkillSlug> Skills,
    Locale Locale,
    long Views) : Fact;

/// <summary>A post was edited; null left a text as it was.</summary>
[ActivityKind("post-edited")]
internal sealed record PostEdited(
    PostRef Post,
    [property: Personal] string? Title,
    [property: Personal] string? Body,
    ImmutableArray<SkillSlug>? Skills,
    [property: Personal] string? Summary) : Fact;

/// <summary>An answer was posted. <paramref name="Skills"/>: those of the question then; null in what was written before they were noted.</summary>
[ActivityKind("answer-posted")]
internal sealed record AnswerPosted(
    AnswerId Answer,
    MemberId? Author,
    [property: Personal] string? Body,
    ImmutableArray<SkillSlug>? Skills = null) : Fact;

/// <summary>A comment was posted.</summary>
[ActivityKind("comment-posted")]
internal sealed record CommentPosted(PostRef Post, CommentId Comment, MemberId? Author, [property: Personal] string? Body) : Fact;

/// <summary>A comment's author changed its text.</summary>
[ActivityKind("comment-edited")]
internal sealed record CommentEdited(PostRef Post, CommentId Comment, [property: Personal] string? Body) : Fact;

/// <summary>A comment was deleted, for good.</summary>
[ActivityKind("comment-deleted")]
internal sealed record CommentDeleted(PostRef Post, CommentId Comment) : Fact;

/// <summary>
/// A vote was set. <paramref name="PreviousVersion"/>: the version of the fact in this stream that had set <paramref name="Previous"/>, 0 when
/// there was no vote; that is the fact whose points a change takes back.
/// </summary>
[ActivityKind("post-voted")]
internal sealed record PostVoted(
    PostRef Post,
    MemberId? Author,
    MemberId Voter,
    int Value,
    int Previous,
    long PreviousVersion,
    ImmutableArray<SkillSlug> Skills) : Fact;

/// <summary>An answer was accepted.</summary>
[ActivityKind("answer-accepted")]
internal sealed record AnswerAccepted(AnswerId Answer, MemberId? Author, MemberId? By, ImmutableArray<SkillSlug> Skills) : Fact;

/// <summary>An acceptance was taken back; <paramref name="AcceptedVersion"/> is the version of the fact that had accepted.</summary>
[ActivityKind("acceptance-withdrawn")]
internal sealed record AcceptanceWithdrawn(
    AnswerId Answer,
    MemberId? Author,
    MemberId? By,
    long AcceptedVersion,
    ImmutableArray<SkillSlug> Skills) : Fact;

/// <summary>
/// A post was deleted. <paramref name="Others"/>: members beside the author who have points because of it (those who voted an answer down,
/// who accepted it), so that the fact reaches them; in order of their ids, those beyond a bound in <see cref="DeletionReached"/>. Of itself
/// it takes back the points of that post alone. <paramref name="Reason"/>: why, null when nothing was said.
/// </summary>
[ActivityKind("post-deleted")]
internal sealed record PostDeleted(
    PostRef Post,
    MemberId? Author,
    ImmutableArray<MemberId> Others,
    ImmutableArray<SkillSlug> Skills,
    [property: Personal] string? Reason = null) : Fact;

/// <summary>A post was brought back; <paramref name="DeletedVersion"/> is the version of the fact that had deleted it.</summary>
[ActivityKind("post-undeleted")]
internal sealed record PostUndeleted(
    PostRef Post,
    MemberId? Author,
    ImmutableArray<MemberId> Others,
    long DeletedVersion,
    ImmutableArray<SkillSlug> Skills) : Fact;

/// <summary>
/// The deletion of <paramref name="Post"/> before it in the stream reached these members too, who have points because of these answers: the
/// answers that went with their question, or the deleted answer itself where it concerns many. In order of their ids.
/// </summary>
[ActivityKind("deletion-reached")]
internal sealed record DeletionReached(PostRef Post, ImmutableArray<AnswerId> Answers, ImmutableArray<MemberId> Members) : Fact;

/// <summary>
/// The undeletion of <paramref name="Post"/> before it reached these members too; <paramref name="ReachedVersion"/> is the version of the
/// <see cref="DeletionReached"/> that it undoes.
/// </summary>
[ActivityKind("undeletion-reached")]
internal sealed record UndeletionReached(PostRef Post, ImmutableArray<MemberId> Members, long ReachedVersion) : Fact;

/// <summary>A question was closed: it takes no more answers, comments, votes and acceptances.</summary>
[ActivityKind("question-closed")]
internal sealed record QuestionClosed : Fact;
