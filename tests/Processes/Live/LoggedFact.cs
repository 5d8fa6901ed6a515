using System.Globalization;
using System.Text.Json;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>A row of the log as the checker reads it, by the names that are stored for ever.</summary>
internal sealed class LoggedFact(LogLine line)
{
    private readonly JsonElement _payload = JsonDocument.Parse(line.Payload).RootElement;
    private readonly JsonElement? _personal = line.Personal is { } personal ? JsonDocument.Parse(personal).RootElement : null;

    public long Position { get; } = line.Position;

    public string Kind { get; } = line.Kind;

    public DateTimeOffset At { get; } = line.At;

    public long Actor { get; } = line.Actor ?? 0;

    /// <summary>What kind of thing the stream is: <c>q</c> a question, <c>m</c> a member, <c>k</c> an account.</summary>
    public string StreamKind { get; } = line.Stream.Split(':')[0];

    /// <summary>The number of that thing, 0 where it has none.</summary>
    public long StreamNumber { get; } = long.TryParse(line.Stream.Split(':')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public long Version { get; } = line.Version;

    /// <summary>The answer that a fact about a post is about, 0: the question.</summary>
    public long Post => Number("post");

    public string Body => Text("body");

    public IEnumerable<string> Skills => _payload.TryGetProperty("skills", out var skills) ? skills.EnumerateArray().Select(static skill => skill.GetString()!) : [];

    public long Number(string name) => Value(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : 0;

    public bool Is(string name) => Value(name) is { ValueKind: JsonValueKind.True };

    public string Text(string name) => Value(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    /// <summary>The number of what a choice is about, 0 where it is not of that sort: <c>q:12</c> is 12 for <c>q</c>.</summary>
    public long Source(string kind) =>
        Text("source").Split(':') is [var found, var number] && found == kind ? long.Parse(number, CultureInfo.InvariantCulture) : 0;

    private JsonElement? Value(string name) =>
        _payload.TryGetProperty(name, out var value) || (_personal is { } personal && personal.TryGetProperty(name, out value)) ? value : null;
}
