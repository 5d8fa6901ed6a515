using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace Skiller.Storage.Snapshots;

/// <summary>
/// Keeps grain state as System.Text.Json writes it from source-generated metadata: property names, never the names of CLR types (R9).
/// Whoever has a state registers the <see cref="IJsonTypeInfoResolver"/> that knows it.
/// </summary>
internal sealed class JsonGrainStateSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions _options;

    public JsonGrainStateSerializer(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. resolvers]) };
        _options.MakeReadOnly();
    }

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, _options.GetTypeInfo(typeof(T))));

    public T Deserialize<T>(BinaryData input) => (T)JsonSerializer.Deserialize(input.ToMemory().Span, _options.GetTypeInfo(typeof(T)))!;
}
