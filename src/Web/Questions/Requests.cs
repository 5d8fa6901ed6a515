using System.ComponentModel.DataAnnotations;
using Skiller.Contracts;

namespace Skiller.Web.Questions;

// The shapes of request bodies, for the API's description; the endpoints read the fields one by one.

/// <summary>Asks a question; the language defaults to the author's.</summary>
internal sealed record AskQuestionRequest(
    [property: Required, StringLength(Limits.TitleMax, MinimumLength = Limits.TitleMin)] string Title,
    [property: Required, StringLength(Limits.BodyMax, MinimumLength = Limits.BodyMin)] string Body,
    [property: Required, MinLength(1), MaxLength(Limits.SkillsPerQuestion)] IReadOnlyList<string> Skills,
    [property: AllowedValues("fr", "en")] string? Locale = null);

/// <summary>Edits a question; what is absent stays.</summary>
internal sealed record EditQuestionRequest(
    [property: StringLength(Limits.TitleMax, MinimumLength = Limits.TitleMin)] string? Title = null,
    [property: StringLength(Limits.BodyMax, MinimumLength = Limits.BodyMin)] string? Body = null,
    [property: MinLength(1), MaxLength(Limits.SkillsPerQuestion)] IReadOnlyList<string>? Skills = null,
    [property: StringLength(Limits.SummaryMax)] string? Summary = null);

/// <summary>Posts an answer.</summary>
internal sealed record PostAnswerRequest(
    [property: Required, StringLength(Limits.BodyMax, MinimumLength = Limits.BodyMin)] string Body);

/// <summary>Edits an answer; what is absent stays.</summary>
internal sealed record EditAnswerRequest(
    [property: StringLength(Limits.BodyMax, MinimumLength = Limits.BodyMin)] string? Body = null,
    [property: StringLength(Limits.SummaryMax)] string? Summary = null);

/// <summary>Comments on a post.</summary>
internal sealed record PostCommentRequest(
    [property: Required, StringLength(Limits.CommentMax, MinimumLength = Limits.CommentMin)] string Body);

/// <summary>Sets a vote: 1, 0 (no vote) or −1.</summary>
internal sealed record VoteRequest([property: Required, Range(-1, 1)] int Value);

/// <summary>Accepts an answer, or none.</summary>
internal sealed record AcceptAnswerRequest([property: Required] string? AnswerId);

/// <summary>Deletes a post, perhaps with a word about why.</summary>
internal sealed record DeletePostRequest([property: StringLength(Limits.SummaryMax)] string? Reason = null);
