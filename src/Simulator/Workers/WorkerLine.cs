using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Workers;

/// <summary>What a worker process says on its standard output, a line of JSON each: first that it is ready, then what it measured since the line before, at last that this was all.</summary>
/// <param name="IsLast">Whether nothing comes after it, since the worker's part has come to its end.</param>
/// <param name="Kinds">What was measured since the line before.</param>
/// <param name="Tally">What was counted since then; null in the first line, which says that it is ready.</param>
/// <param name="Generator">What the process itself needed until now.</param>
internal sealed record WorkerLine(bool IsLast, IReadOnlyList<KindPart> Kinds, TallyPart? Tally, GeneratorFigures? Generator)
{
    public static WorkerLine Ready { get; } = new(IsLast: false, [], null, null);

    public string Write() => JsonSerializer.Serialize(this, WorkerJson.Default.WorkerLine);

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static WorkerLine Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerLine) ?? throw new InvalidDataException("A worker says nothing.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"A worker says what none should: {line}", fault);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerLine))]
internal sealed partial class WorkerJson : JsonSerializerContext;
