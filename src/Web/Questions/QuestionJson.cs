using System.Text.Json.Serialization;
using Skiller.Web.Members;

namespace Skiller.Web.Questions;

/// <summary>A question and the first of its answers and comments.</summary>
public sealed record QuestionJson(
    string Id,
    string Url,
    string Title,
    string Body,
    string BodyHtml,
    IReadOnlyList<string> Skills,
    string Locale,
    AuthorJson? Author,
    DateTimeOffset CreatedAt,
    int Score,
    string? AcceptedAnswerId,
    int AnswerCount,
    IReadOnlyList<AnswerJson> Answers,
    string? AnswersNext,
    IReadOnlyList<CommentJson> Comments,
    string? CommentsNext,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MyVote,
    string Status,
    int Version,
    [property: JsonPropertyOrder(int.MaxValue)] long Views);

/// <summary>An answer and the first of its comments.</summary>
public sealed record AnswerJson(
    string Id,
    string Url,
    string Body,
    string BodyHtml,
    AuthorJson? Author,
    DateTimeOffset CreatedAt,
    int Score,
    bool Accepted,
    IReadOnlyList<CommentJson> Comments,
    string? CommentsNext,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MyVote,
    int Version);

/// <summary>A comment.</summary>
public sealed record CommentJson(string Id, string Url, string Body, string BodyHtml, AuthorJson? Author, DateTimeOffset CreatedAt);

/// <summary>One version of a post, whole.</summary>
public sealed record RevisionJson(
    int Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    string Body,
    string BodyHtml,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Skills,
    AuthorJson? Editor,
    string? Summary,
    DateTimeOffset At);

/// <summary>A question in a list.</summary>
public sealed record QuestionSummaryJson(
    string Id,
    string Url,
    string Title,
    IReadOnlyList<string> Skills,
    string Locale,
    AuthorJson? Author,
    DateTimeOffset CreatedAt,
    DateTimeOffset ActiveAt,
    int Score,
    int AnswerCount,
    bool Accepted,
    long Views,
    string Status);

/// <summary>A question that was asked.</summary>
internal sealed record QuestionCreated(string Id, string Url, string Title, DateTimeOffset CreatedAt);

/// <summary>An answer or a comment that was posted.</summary>
internal sealed record PostCreated(string Id, string Url, DateTimeOffset CreatedAt);

/// <summary>What holds after a vote.</summary>
internal sealed record VoteResponse(int Score, int MyVote);

/// <summary>What holds after the edit of an answer.</summary>
internal sealed record EditedAnswer(string Id, string Url, int Version);

/// <summary>What holds after an acceptance.</summary>
internal sealed record AcceptanceResponse(string? AcceptedAnswerId);
