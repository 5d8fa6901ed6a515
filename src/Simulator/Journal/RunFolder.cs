using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Journal;

/// <summary>What a run is: written at its beginning, so that it can be gone on with, audited and reported.</summary>
/// <param name="Scenario">What it does.</param>
/// <param name="Target">Where.</param>
/// <param name="Password">That of all its members; random, so that nobody else can be them.</param>
/// <param name="BeganAt">When, by the generator's clock.</param>
/// <param name="StartedEmpty">Whether the target had no question then, so that counters of the whole site are the run's alone.</param>
/// <param name="Invitation">The code that the first member joins with.</param>
internal sealed record RunFacts(Scenario Scenario, Uri Target, string Password, DateTimeOffset BeganAt, bool StartedEmpty, string? Invitation);

/// <summary>The folder of a run, and the files in it.</summary>
internal sealed class RunFolder(string path)
{
    public string Path { get; } = path;

    public string Journal => File("journal.jsonl");

    public string Samples => File("samples.jsonl");

    public string Summary => File("summary.json");

    public string AuditResult => File("audit.json");

    private string Facts => File("run.json");

    public bool Exists => System.IO.File.Exists(Facts);

    /// <summary>A file of the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A password that nobody guesses: 144 bits.</summary>
    public static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    /// <summary>Writes what the run is, for its owner alone.</summary>
    public void Begin(RunFacts facts)
    {
        Directory.CreateDirectory(Path);
        System.IO.File.WriteAllText(Facts, JsonSerializer.Serialize(facts, RunJson.Default.RunFacts));
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(Facts, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <exception cref="UsageException">There is no run in it.</exception>
    public RunFacts Read() => Exists
        ? JsonSerializer.Deserialize(System.IO.File.ReadAllText(Facts), RunJson.Default.RunFacts) ?? throw new UsageException($"{Facts} is empty.")
        : throw new UsageException($"There is no run in {Path}: {Facts} is missing. `skiller-sim grow --out {Path}` makes one.");

    /// <summary>What came of each act, the last word of each; nothing when there is no journal.</summary>
    public IReadOnlyList<JournalLine> Lines()
    {
        if (!System.IO.File.Exists(Journal))
        {
            return [];
        }

        var last = new Dictionary<string, JournalLine>(StringComparer.Ordinal);
        foreach (var line in System.IO.File.ReadLines(Journal).Select(JournalLine.Read).OfType<JournalLine>())
        {
            // The first request of an act that was sent again is when it may have happened.
            last[line.Name] = last.TryGetValue(line.Name, out var before) && before.Outcome == Outcome.Unknown ? line with { Began = before.Began } : line;
        }

        return [.. last.Values];
    }
}

/// <summary>Called wrongly: one clear line, exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunFacts))]
internal sealed partial class RunJson : JsonSerializerContext;
