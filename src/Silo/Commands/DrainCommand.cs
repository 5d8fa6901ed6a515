using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Silo.Configuration;
using Skiller.Silo.Nodes;
using Skiller.Storage.Nodes;

namespace Skiller.Silo.Commands;

/// <summary>
/// <c>skiller drain [NODE]</c>: has a node leave in order, wherever it is: told by its row in the database, which it looks at every five seconds.
/// </summary>
internal static class DrainCommand
{
    private static readonly TimeSpan _recent = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var node = new Argument<string?>("node")
        {
            Description = "Its silo address, public or operations address, or name, as status shows them; without it, the node of this data folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seconds = new Option<int>("--wait") { Description = "Seconds until the command gives up waiting; the node leaves all the same.", DefaultValueFactory = static _ => 120 };
        var force = new Option<bool>("--last") { Description = "Also the last silo or the last front, after which nobody is served." };
        var json = JsonOption.AtTheEnd();
        var command = new Command("drain", "Has a node leave in order: it says so, finishes what runs, and ends with exit code 3.") { node, seconds, force, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) =>
            Run(settings, parsed.GetValue(node), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(force), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string? named, TimeSpan patience, bool mayBeLast, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var rows = services.GetRequiredService<NodeRows>();
        var (all, now) = await rows.List(ct);
        var wanted = (named ?? NodeBoard.NameOf(settings.Data)).TrimEnd('/');
        var running = all.Where(one => now - one.SeenAt < _recent).ToList();
        if (running.Find(one => IsMeant(one, wanted)) is not { } node)
        {
            await Console.Error.WriteLineAsync($"No node {wanted} runs. These do: {string.Join(", ", running.Select(static one => one.Silo.Length > 0 ? one.Silo : one.PublicUrl))}");
            return ExitCode.Failed;
        }

        if (!mayBeLast && LastOf(node, running) is { } role)
        {
            await Console.Error.WriteLineAsync($"It is the last node with the role {role}: nobody would be served. Start another one first, or say --last.");
            return ExitCode.Failed;
        }

        await rows.Tell(node.Name, NodeRows.Drain, ct);
        await services.Audit("drained", node.Name, ct);
        if (!asJson)
        {
            Console.WriteLine($"Told {node.Name} to leave.");
        }

        var report = await Gone(rows, node, patience, asJson, ct);
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, DrainJson.Default.DrainReport));
        }
        else if (report.HasLeft)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"It has left, after {report.Seconds:0} s."));
        }

        if (!report.HasLeft)
        {
            await Console.Error.WriteLineAsync("It has not left yet; status shows when it has.");
        }

        return report.HasLeft ? ExitCode.Done : ExitCode.Failed;
    }

    private static bool IsMeant(NodeRow node, string wanted) =>
        wanted == node.Name || wanted == node.Silo || wanted == node.PublicUrl.TrimEnd('/') || wanted == node.OperationsUrl.TrimEnd('/');

    // The role that nobody else has.
    private static string? LastOf(NodeRow node, List<NodeRow> running) => node.Roles.Split(',')
        .FirstOrDefault(role => !running.Exists(other => other.Name != node.Name && other.State != "draining" && other.Roles.Split(',').Contains(role)));

    private static async Task<DrainReport> Gone(NodeRows rows, NodeRow node, TimeSpan patience, bool isQuiet, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        var said = "";
        while (clock.GetElapsedTime(begun) < patience)
        {
            var (all, _) = await rows.List(ct);
            var found = all.FirstOrDefault(one => one.Name == node.Name && one.Process == node.Process);
            if (found is null)
            {
                return new DrainReport(node.Name, HasLeft: true, Passed());
            }

            if (found.State != said)
            {
                said = found.State;
                if (!isQuiet)
                {
                    Console.WriteLine($"It is {said}.");
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), clock, ct);
        }

        return new DrainReport(node.Name, HasLeft: false, Passed());

        double Passed() => Math.Round(clock.GetElapsedTime(begun).TotalSeconds, 1);
    }
}

/// <summary>What <c>skiller drain</c> tells.</summary>
/// <param name="Node">Who was told to leave, by its name.</param>
/// <param name="HasLeft">Whether it was gone before the command gave up waiting; it leaves all the same.</param>
/// <param name="Seconds">How long was waited.</param>
internal sealed record DrainReport(string Node, bool HasLeft, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DrainReport))]
internal sealed partial class DrainJson : JsonSerializerContext;
