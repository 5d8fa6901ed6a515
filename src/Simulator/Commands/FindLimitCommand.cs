using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary>What a search came to.</summary>
/// <param name="Median">Of the limits of its repetitions, page loads a second; null when even the lowest rate did not hold.</param>
/// <param name="Limits">That of each.</param>
/// <param name="GeneratorWasBottleneck">Whether a rate failed while the generator itself was saturated: then the target can do more.</param>
/// <param name="Trials">Everything that was tried.</param>
internal sealed record FoundLimit(double? Median, IReadOnlyList<double> Limits, bool GeneratorWasBottleneck, IReadOnlyList<Trial> Trials);

/// <summary><c>skiller-sim find-limit</c>.</summary>
internal static class FindLimitCommand
{
    private const double P99Milliseconds = 100;
    private const double ErrorShare = 0.001;
    private const double Precision = 0.1;

    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "The Skiller's public address.", Required = true };
        Option<string?> profile = new("--profile") { Description = "A profile by name, or its JSON file: its pages, its first rate, how long each rate is measured, and what must hold (100 ms at p99, 0.1 % errors)." };
        Option<double?> seconds = new("--seconds") { Description = "How long each rate is measured, instead of the profile's." };
        Option<int> repeats = new("--repeats") { Description = "How often the limit is searched: 1 to 20.", DefaultValueFactory = static _ => 3 };
        Option<string> folder = new("--out") { Description = "The folder of the reports, one a rate.", Required = true };
        Option<string?> members = new("--members") { Description = "The folder of a growth on this target, whose members load and write." };
        Option<string> http = new("--http") { Description = "The version of HTTP: 1.1 or 2.", DefaultValueFactory = static _ => "1.1" };
        Option<int> workers = new("--workers") { Description = "Processes that send it together: 1 to 64.", DefaultValueFactory = static _ => 1 };
        Option<string[]> operations = new("--operations") { Description = "Operations addresses of nodes, whose processors and memory the reports then show." };
        var command = new Command("find-limit", "Raises the rate until p99 from when requests were due, or errors, pass the threshold, closes in, repeats, and tells the rate with its spread.") { target, profile, seconds, repeats, folder, members, http, workers, operations };
        command.SetAction((parsed, _) => CommandLine.Stoppable(async ct =>
        {
            var wanted = parsed.GetValue(profile) is { } name ? ProfileFile.Read(name) : new LoadProfile { Seconds = 20 };
            wanted = wanted with { Seconds = parsed.GetValue(seconds) ?? wanted.Seconds };
            wanted.Check("The profile");
            using var nodes = parsed.GetValue(operations) is { Length: > 0 } addresses ? new NodeMetrics([.. addresses.Select(CommandLine.Address)]) : null;
            var request = new LoadRequest(wanted, CommandLine.Address(parsed.GetValue(target)!), new RunFolder(parsed.GetValue(folder)!))
            {
                Members = parsed.GetValue(members) is { } grown ? new RunFolder(grown) : null,
                Protocol = TargetProtocol.Parse(parsed.GetValue(http)!),
                Workers = LoadOptions.Workers(parsed.GetValue(workers)),
                Nodes = nodes,
            };
            var found = await Run(request, Repeats(parsed.GetValue(repeats)), ct);
            await Tell(found);
            return found.Median is null ? ExitCode.Failed : ExitCode.Done;
        }));
        return command;
    }

    /// <summary>Searches, and writes <c>limit.json</c>.</summary>
    public static async Task<FoundLimit> Run(LoadRequest request, int repeats, CancellationToken ct)
    {
        var profile = request.Profile;
        profile = profile with { Shape = LoadShape.Constant, MaxP99Milliseconds = profile.MaxP99Milliseconds ?? P99Milliseconds, MaxErrorShare = profile.MaxErrorShare ?? ErrorShare };
        var (all, limits, saturated) = (new List<Trial>(), new List<double>(), false);
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            var tried = new List<Trial>();
            while (LimitSearch.Next(tried, profile.Rate, Precision) is { } rate)
            {
                ct.ThrowIfCancellationRequested();
                var place = new RunFolder(Path.Combine(request.Folder.Path, string.Create(CultureInfo.InvariantCulture, $"{repeat}-{tried.Count + 1}-at-{rate:0.##}")));
                var (summary, holds) = await RunningLoad.Of(request with { Profile = profile with { Rate = rate }, Folder = place }, ct);
                ct.ThrowIfCancellationRequested();
                if (summary.Broke is { } why)
                {
                    throw new InvalidOperationException($"{why}: what was measured at {rate:0.##} a second says nothing.");
                }

                saturated |= !holds && summary.Generator is { WasBottleneck: true };
                tried.Add(new Trial(rate, holds));
            }

            all.AddRange(tried);
            limits.AddRange(LimitSearch.Limit(tried) is { } limit ? [limit] : []);
        }

        var found = new FoundLimit(limits.Count == 0 ? null : limits.Order().ElementAt(limits.Count / 2), limits, saturated, all);
        await File.WriteAllTextAsync(request.Folder.File("limit.json"), JsonSerializer.Serialize(found, LimitJson.Default.FoundLimit), ct);
        return found;
    }

    private static int Repeats(int repeats) => repeats is >= 1 and <= 20 ? repeats : throw new UsageException($"--repeats is {repeats}, and must be from 1 to 20.");

    private static async Task Tell(FoundLimit found)
    {
        await Console.Out.WriteLineAsync(found.Median is { } median
            ? FormattableString.Invariant($"Limit: {median:0.#} page loads/s (median of {found.Limits.Count}; {found.Limits.Min():0.#} to {found.Limits.Max():0.#})")
            : "No rate held.");
        if (found.GeneratorWasBottleneck)
        {
            await Console.Out.WriteLineAsync("The generator itself was saturated at a rate that did not hold: the target can do more.");
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FoundLimit))]
internal sealed partial class LimitJson : JsonSerializerContext;
