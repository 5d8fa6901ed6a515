using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Questions;

/// <summary>Asks a question.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Question">Its number, drawn by the front.</param>
/// <param name="Title">15 to 150 characters.</param>
/// <param name="Body">Markdown, 20 to 30,000 characters, that the front has rendered once.</param>
/// <param name="Skills">1 to 5 different skills.</param>
/// <param name="Locale">The language it is asked in.</param>
/// <param name="Command">Null: two equal calls ask twice.</param>
[GenerateSerializer, Immutable, Alias("skiller.ask-question")]
public sealed record AskQuestion(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] QuestionId Question,
    [property: Id(2)] string Title,
    [property: Id(3)] string Body,
    [property: Id(4)] ImmutableArray<SkillSlug> Skills,
    [property: Id(5)] Locale Locale,
    [property: Id(6)] CommandId? Command);

/// <summary>Posts an answer.</summary>
/// <param name="Actor">Who answers.</param>
/// <param name="Answer">Its number, drawn by the front.</param>
/// <param name="Body">Markdown, 20 to 30,000 characters.</param>
/// <param name="Command">Null: two equal calls answer twice.</param>
[GenerateSerializer, Immutable, Alias("skiller.post-answer")]
public sealed record PostAnswer(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] AnswerId Answer,
    [property: Id(2)] string Body,
    [property: Id(3)] CommandId? Command);

/// <summary>Comments on a post.</summary>
/// <param name="Actor">Who comments.</param>
/// <param name="Post">On what.</param>
/// <param name="Comment">Its number, drawn by the front.</param>
/// <param name="Body">Markdown, 3 to 1,000 characters.</param>
/// <param name="Command">Null: two equal calls comment twice.</param>
[GenerateSerializer, Immutable, Alias("skiller.post-comment")]
public sealed record PostComment(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] PostRef Post,
    [property: Id(2)] CommentId Comment,
    [property: Id(3)] string Body,
    [property: Id(4)] CommandId? Command);

/// <summary>Changes the text of a comment.</summary>
/// <param name="Actor">Its author.</param>
/// <param name="Post">On what.</param>
/// <param name="Comment">Which.</param>
/// <param name="Body">Markdown, 3 to 1,000 characters.</param>
[GenerateSerializer, Immutable, Alias("skiller.edit-comment")]
public sealed record EditComment(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] PostRef Post,
    [property: Id(2)] CommentId Comment,
    [property: Id(3)] string Body);

/// <summary>Deletes a comment for good.</summary>
/// <param name="Actor">Its author or an administrator.</param>
/// <param name="Post">On what.</param>
/// <param name="Comment">Which.</param>
[GenerateSerializer, Immutable, Alias("skiller.delete-comment")]
public sealed record DeleteComment([property: Id(0)] Actor Actor, [property: Id(1)] PostRef Post, [property: Id(2)] CommentId Comment);

/// <summary>Sets a vote.</summary>
/// <param name="Actor">Who votes.</param>
/// <param name="Post">On what.</param>
/// <param name="Value">1, 0 (no vote) or −1.</param>
/// <param name="IsBeyondAllowance">Whether the member has no vote left today: then it is answered only if it is that already.</param>
[GenerateSerializer, Immutable, Alias("skiller.cast-vote")]
public sealed record CastVote(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] PostRef Post,
    [property: Id(2)] int Value,
    [property: Id(3)] bool IsBeyondAllowance = false);

/// <summary>Accepts an answer.</summary>
/// <param name="Actor">The author of the question.</param>
/// <param name="Answer">Which, null for none.</param>
[GenerateSerializer, Immutable, Alias("skiller.accept-answer")]
public sealed record AcceptAnswer([property: Id(0)] Actor Actor, [property: Id(1)] AnswerId? Answer);

/// <summary>Edits a post; null leaves a text as it is.</summary>
/// <param name="Actor">Who edits.</param>
/// <param name="Post">What.</param>
/// <param name="Version">The version that the editor saw; another one at present is stale.</param>
/// <param name="Title">15 to 150 characters; questions only.</param>
/// <param name="Body">Markdown, 20 to 30,000 characters.</param>
/// <param name="Skills">1 to 5 different skills; questions only.</param>
/// <param name="Summary">What was changed and why, at most 300 characters.</param>
[GenerateSerializer, Immutable, Alias("skiller.edit-post")]
public sealed record EditPost(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] PostRef Post,
    [property: Id(2)] int Version,
    [property: Id(3)] string? Title,
    [property: Id(4)] string? Body,
    [property: Id(5)] ImmutableArray<SkillSlug>? Skills,
    [property: Id(6)] string? Summary);

/// <summary>Deletes a post.</summary>
/// <param name="Actor">Who deletes.</param>
/// <param name="Post">What.</param>
/// <param name="Reason">Why, at most 300 characters, null for nothing.</param>
[GenerateSerializer, Immutable, Alias("skiller.delete-post")]
public sealed record DeletePost([property: Id(0)] Actor Actor, [property: Id(1)] PostRef Post, [property: Id(2)] string? Reason = null);

/// <summary>Brings a deleted post back.</summary>
/// <param name="Actor">Who brings it back.</param>
/// <param name="Post">What.</param>
/// <param name="Command">Null: without a key; a repetition changes nothing anyway.</param>
[GenerateSerializer, Immutable, Alias("skiller.undelete-post")]
public sealed record UndeletePost([property: Id(0)] Actor Actor, [property: Id(1)] PostRef Post, [property: Id(2)] CommandId? Command);

/// <summary>What a creation answers, the first time and every time its command is repeated.</summary>
/// <param name="Id">The number of what was created first.</param>
/// <param name="CreatedAt">When.</param>
[GenerateSerializer, Immutable, Alias("skiller.post-receipt")]
public sealed record PostReceipt([property: Id(0)] long Id, [property: Id(1)] DateTimeOffset CreatedAt);

/// <summary>What holds after a vote.</summary>
/// <param name="Score">The post's score: votes up less votes down.</param>
/// <param name="MyVote">The actor's vote: 1, 0 or −1.</param>
/// <param name="Changed">False when the vote was that already; then nothing was written and the actor's allowance is given back.</param>
[GenerateSerializer, Immutable, Alias("skiller.vote-receipt")]
public sealed record VoteReceipt([property: Id(0)] int Score, [property: Id(1)] int MyVote, [property: Id(2)] bool Changed = true);

/// <summary>What holds after an acceptance.</summary>
/// <param name="Accepted">The accepted answer, null for none.</param>
[GenerateSerializer, Immutable, Alias("skiller.acceptance-receipt")]
public sealed record AcceptanceReceipt([property: Id(0)] AnswerId? Accepted);

/// <summary>What holds after an edit.</summary>
/// <param name="Version">1 + the edits of the post.</param>
[GenerateSerializer, Immutable, Alias("skiller.edit-receipt")]
public sealed record EditReceipt([property: Id(0)] int Version);
