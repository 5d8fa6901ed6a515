using System.Globalization;
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
/// <param name="Cluster">The script of the cluster, to which the scenario's faults are done.</param>
internal sealed record RunFacts(Scenario Scenario, Uri Target, string Password, DateTimeOffset BeganAt, bool StartedEmpty, string? Invitation, string? Cluster = null);

/// <summary>The folder of a run, and the files in it.</summary>
internal sealed class RunFolder(string path)
{
    private const string LoadPrefix = "journal-load-";

    public string Path { get; } = path;

    public string Journal => File("journal.jsonl");

    public string Samples => File("samples.jsonl");

    /// <summary>What was done to the cluster.</summary>
    public string Faults => File("faults.jsonl");

    public string Summary => File("summary.json");

    public string AuditResult => File("audit.json");

    private string Facts => File("run.json");

    public bool Exists => System.IO.File.Exists(Facts);

    /// <summary>A file of the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A password that nobody guesses: 144 bits, of characters that stand in every format as they are, so that a leak of it is seen.</summary>
    public static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(18));

    /// <summary>Writes what the run is, for its owner alone.</summary>
    public void Begin(RunFacts facts)
    {
        Directory.CreateDirectory(Path);
        using var file = OwnersFile.Open(Facts, FileMode.Create);
        JsonSerializer.Serialize(file, facts, RunJson.Default.RunFacts);
    }

    /// <exception cref="UsageException">There is no run in it.</exception>
    /// <exception cref="InvalidDataException">What says so is damaged.</exception>
    public RunFacts Read()
    {
        if (!Exists)
        {
            throw new UsageException($"There is no run in {Path}: {Facts} is missing. `skiller-sim grow --out {Path}` makes one.");
        }

        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllText(Facts), RunJson.Default.RunFacts) is { Scenario: not null, Target: not null, Password: not null } facts
                ? facts
                : throw new InvalidDataException($"{Facts} is damaged: it does not say what the run is.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{Facts} is damaged: {fault.Message}", fault);
        }
    }

    /// <summary>The journal of a load that goes on with what this folder's run has grown: that of its worker, from 0.</summary>
    public string LoadJournal(int load, int worker) => File(string.Create(CultureInfo.InvariantCulture, $"{LoadPrefix}{load}-{worker}.jsonl"));

    /// <summary>The number of the next load that goes on with what was grown here, from 1.</summary>
    public int NextLoad() => 1 + Directory.EnumerateFiles(Path, LoadPrefix + "*.jsonl")
        .Select(static file => System.IO.Path.GetFileName(file)[LoadPrefix.Length..].Split('-')[0])
        .Select(static number => int.TryParse(number, CultureInfo.InvariantCulture, out var load) ? load : 0)
        .DefaultIfEmpty(0).Max();

    /// <summary>Keeps others from acting as these members at the same time, until it is disposed.</summary>
    /// <exception cref="UsageException">Somebody else does.</exception>
    public IDisposable Hold()
    {
        try
        {
            return new FileStream(File("members.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new UsageException($"Another run acts as the members in {Path}: wait until it has ended.");
        }
    }

    /// <summary>What came of each act, of loads that went on with it too, the last word of each; nothing when there is no journal. A last line without an end does not count: whoever goes on removes it.</summary>
    public IReadOnlyList<JournalLine> Lines()
    {
        string[] loads = Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, LoadPrefix + "*.jsonl").Order(StringComparer.Ordinal)] : [];
        string[] journals = System.IO.File.Exists(Journal) ? [Journal, .. loads] : loads;
        var last = new Dictionary<string, JournalLine>(StringComparer.Ordinal);
        foreach (var line in journals.SelectMany(WholeLines).Select(JournalLine.Read).OfType<JournalLine>())
        {
            // The first request of an act that was sent again is when it may have happened.
            last[line.Name] = last.TryGetValue(line.Name, out var before) && before.Outcome == Outcome.Unknown ? line with { Began = before.Began } : line;
        }

        return [.. last.Values];
    }

    /// <summary>Each time that the run's own journal says of an act that nobody knows what came of it, whatever it says of it later.</summary>
    public IReadOnlyList<JournalLine> Unknown() => System.IO.File.Exists(Journal)
        ? [.. WholeLines(Journal)
            .Where(static text => text.Contains(nameof(Outcome.Unknown), StringComparison.Ordinal))
            .Select(JournalLine.Read).OfType<JournalLine>().Where(static line => line.Outcome == Outcome.Unknown)]
        : [];

    private static IEnumerable<string> WholeLines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (reader.EndOfStream)
            {
                file.Seek(-1, SeekOrigin.End);
                if (file.ReadByte() != '\n')
                {
                    yield break;
                }
            }

            yield return line;
        }
    }
}

/// <summary>Called wrongly: one clear line, exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunFacts))]
internal sealed partial class RunJson : JsonSerializerContext;
