using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skiller.Simulator.Journal;

/// <summary>What came of an act.</summary>
internal enum Outcome
{
    /// <summary>The target said that it is done.</summary>
    Acknowledged,
    /// <summary>The target said that it is not done.</summary>
    Refused,
    /// <summary>Nobody knows: no answer came, or one that says so.</summary>
    Unknown,
    /// <summary>It was never sent, since what it needs is not there.</summary>
    Skipped,
}

/// <summary>One act and what came of it: a line of a journal. Ids are the target's.</summary>
/// <param name="Name">The act in the plan.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="By">Who, by handle.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record JournalLine(
    string Name, string Kind, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Outcome Outcome)
{
    /// <summary>When the first request of it was sent, and when its last answer was there; milliseconds since 1970 of the generator's clock.</summary>
    public long Began { get; init; }

    public long Ended { get; init; }

    /// <summary>The last answer's status, 0 when there was none, and its code.</summary>
    public int Status { get; init; }

    public string? Code { get; init; }

    /// <summary>How many requests it took, when it took more than one.</summary>
    public int Attempts { get; init; }

    /// <summary>What was created.</summary>
    public string? Id { get; init; }

    public string? Question { get; init; }

    public string? Answer { get; init; }

    public string? Title { get; init; }

    /// <summary>A fingerprint of the text (<see cref="Fingerprint"/>).</summary>
    public string? Text { get; init; }

    public IReadOnlyList<string>? Skills { get; init; }

    public int? Value { get; init; }

    /// <summary>The member whom it concerns, by handle.</summary>
    public string? Peer { get; init; }

    /// <summary>A word that nobody but this member may ever be shown.</summary>
    public string? Secret { get; init; }

    [JsonIgnore]
    public bool IsAcknowledged => Outcome == Outcome.Acknowledged;

    /// <summary>The place that votes, comments and edits go to: the question alone, or an answer to it.</summary>
    [JsonIgnore]
    public (string Question, string? Answer) Post => (Question ?? "", Answer);

    public string Write() => JsonSerializer.Serialize(this, JournalJson.Default.JournalLine);

    /// <summary>Reads a line; null for one that was cut off.</summary>
    public static JournalLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
