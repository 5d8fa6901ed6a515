using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Contracts.Live;
using Skiller.Web.Api;

namespace Skiller.Web.Live;

/// <summary>One event on its way to those who listen: its bytes are made once for all of them.</summary>
/// <param name="Position">Its place in the log; a connection takes each once, in this order.</param>
/// <param name="Topics">To whom it goes.</param>
/// <param name="Frame">What they are sent.</param>
internal sealed record LiveItem(long Position, IReadOnlyList<string> Topics, ReadOnlyMemory<byte> Frame)
{
    /// <summary>An event as everybody may know it.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="score">Of a vote: the post's score now, null when it could not be had.</param>
    public static LiveItem Of(LiveEvent happened, int? score) =>
        Of(happened.Position, happened.Kind, [.. LiveTopics.Of(happened)], LiveJson.Of(happened, score));

    public static LiveItem Of(long position, string kind, IReadOnlyList<string> topics, LiveJson json) =>
        new(position, topics, LiveFrames.Event(position, kind, JsonSerializer.SerializeToUtf8Bytes(json, WebJson.Writing.LiveJson)));
}

/// <summary>What an event says. Ids, not texts: whoever may read those asks for them.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Question">The question; absent where none is concerned.</param>
/// <param name="Answer">The answer that it concerns; absent: the question itself.</param>
/// <param name="Comment">The comment that it concerns.</param>
/// <param name="Member">Who did it; absent for votes.</param>
/// <param name="Score">Of a vote: the post's score, as it was at this event or later.</param>
/// <param name="Skills">Of what names skills: which.</param>
internal sealed record LiveJson(
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comment,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Member,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Score,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Skills)
{
    /// <summary>What it is to the member who listens, and to nobody else: the kind of a notification.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notification { get; init; }

    public static LiveJson Of(LiveEvent happened, int? score) => new(
        happened.At,
        happened.Question.ToString(),
        happened.Answer?.ToString(),
        happened.Comment?.ToString(),
        happened.Actor?.ToString(),
        score,
        happened.Skills.IsEmpty ? null : [.. happened.Skills.Select(static skill => skill.Value)]);
}
