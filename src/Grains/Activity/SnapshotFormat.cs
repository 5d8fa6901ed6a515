using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Skiller.Grains.Activity;

/// <summary>The stored form of an aggregate's state. Unlike facts it may change: what has another number is not read, and made anew.</summary>
/// <typeparam name="TState">The aggregate's state.</typeparam>
/// <param name="name">Permanent, and of one grain class only: the row's key does not tell classes apart (D2).</param>
/// <param name="least">Facts between two snapshots at least; a stream with fewer has none.</param>
internal abstract class SnapshotFormat<TState>(string name, int least)
{
    public string Name { get; } = $"snapshot-{name}";

    public int Least { get; } = least;

    public abstract byte[] Write(TState state);

    /// <summary>The state, null when it was written in another form.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public abstract TState? Read(ReadOnlySpan<byte> json);
}

/// <inheritdoc/>
/// <param name="name">Permanent, and of one grain class only.</param>
/// <param name="schema">A higher one whenever <typeparamref name="TKept"/> changes, or what a fold makes of facts.</param>
/// <param name="least">Facts between two snapshots at least.</param>
/// <param name="json">How <typeparamref name="TKept"/> is written.</param>
/// <param name="keep">The stored form of a state.</param>
/// <param name="restore">The state of a stored form.</param>
internal sealed class SnapshotFormat<TState, TKept>(
    string name, int schema, int least, JsonTypeInfo<TKept> json, Func<TState, TKept> keep, Func<TKept, TState> restore)
    : SnapshotFormat<TState>(name, least)
    where TState : class
    where TKept : class
{
    private const string Schema = "schema";
    private const string State = "state";

    public override byte[] Write(TState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber(Schema, schema);
            writer.WritePropertyName(State);
            JsonSerializer.Serialize(writer, keep(state), json);
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public override TState? Read(ReadOnlySpan<byte> stored)
    {
        var reader = new Utf8JsonReader(stored);
        var isKnown = reader.Read() && reader.Read() && IsNamed(reader, Schema) && reader.Read() && reader.GetInt32() == schema;
        return isKnown && reader.Read() && IsNamed(reader, State) && reader.Read() && JsonSerializer.Deserialize(ref reader, json) is { } kept
            ? restore(kept)
            : null;
    }

    private static bool IsNamed(in Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name);
}

/// <summary>A snapshot in its stored form.</summary>
internal sealed record SnapshotBytes(ReadOnlyMemory<byte> Json)
{
    public static readonly SnapshotBytes None = new(ReadOnlyMemory<byte>.Empty);
}
