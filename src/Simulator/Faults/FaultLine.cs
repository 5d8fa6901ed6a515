using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Faults;

/// <summary>Something that was done to the cluster, and what came of it: a line of <c>faults.jsonl</c>, written when it begins and again when it is done.</summary>
/// <param name="Number">Its place in the scenario, from 0.</param>
/// <param name="At">When it was planned for.</param>
/// <param name="Command">What the cluster's script was told.</param>
internal sealed record FaultLine(int Number, string At, string Command)
{
    /// <summary>The simulated day on which it began.</summary>
    public double Day { get; init; }

    /// <summary>When it began and when the script had ended; milliseconds since 1970 of the generator's clock. Without an end nobody knows what came of it.</summary>
    public long Began { get; init; }

    public long? Ended { get; init; }

    /// <summary>The script's; null: it has not ended, or was never started.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last line that the script said.</summary>
    public string? Said { get; init; }
}

/// <summary>What was done to the cluster in a run, in a file of its own, which says what a run that goes on must not do again.</summary>
internal sealed class FaultLog(string path)
{
    /// <summary>The last word about each, in the order in which they began. A line that was cut off does not count.</summary>
    public IReadOnlyList<FaultLine> Read()
    {
        var last = new Dictionary<int, FaultLine>();
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (Parse(line) is { } fault)
            {
                last[fault.Number] = fault;
            }
        }

        return [.. last.Values.OrderBy(static fault => fault.Began)];
    }

    /// <summary>Makes sure that it can be written, before anything is begun that it would have to say.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public void Check()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written, which would have to say what was done to the cluster: {fault.Message}");
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task Write(FaultLine line)
    {
        // Begins a line of its own, whatever a run that was killed has left at the end.
        var text = $"{JsonSerializer.Serialize(line, FaultJson.Default.FaultLine)}\n";
        await File.AppendAllTextAsync(path, EndsWithin() ? $"\n{text}" : text);
    }

    private bool EndsWithin()
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        if (file.Length == 0)
        {
            return false;
        }

        file.Position = file.Length - 1;
        return file.ReadByte() != '\n';
    }

    private static FaultLine? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, FaultJson.Default.FaultLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultLine))]
internal sealed partial class FaultJson : JsonSerializerContext;
