using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Snapshots;

/// <summary>
/// Keeps grain state as System.Text.Json writes it from source-generated metadata: property names, never the names of CLR types (R9).
/// Whoever has a state registers the <see cref="IJsonTypeInfoResolver"/> that knows it. Snapshots come as bytes and are stored as they are:
/// their grain has serialised them in a turn of its own.
/// </summary>
internal sealed class JsonGrainStateSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions _options;

    public JsonGrainStateSerializer(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. resolvers]) };
        _options.MakeReadOnly();
    }

    public BinaryData Serialize<T>(T? input) => input is SnapshotBytes snapshot
        ? new BinaryData(snapshot.Json)
        : new BinaryData(JsonSerializer.SerializeToUtf8Bytes(input, _options.GetTypeInfo(typeof(T))));

    public T Deserialize<T>(BinaryData input) => typeof(T) == typeof(SnapshotBytes)
        ? (T)(object)new SnapshotBytes(input.ToMemory())
        : (T)JsonSerializer.Deserialize(input.ToMemory().Span, _options.GetTypeInfo(typeof(T)))!;
}
