using System.CommandLine;
using Skiller.Silo.Configuration;
using Skiller.Silo.Demo;
using Skiller.Silo.Hosting;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller run</c>: a node, until it is told to stop.</summary>
internal static class RunCommand
{
    private static readonly Option<bool> _demo = new("--demo")
    {
        Description = "Fills an empty data folder with a small invented community, in French and English, to look around in.",
    };

    public static Command Create()
    {
        var command = new Command("run", "Runs a node until it is stopped (SIGTERM or Ctrl-C); the default command.") { _demo };
        command.SetAction(CommandLine.WithSettings(static (settings, parsed, ct) => Run(settings, parsed.GetValue(_demo), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings asked, bool isDemo, CancellationToken ct)
    {
        var (settings, demo) = isDemo ? DemoNode.Prepare(asked) : (asked, null);
        foreach (var name in SettingsReader.Unknown(Environment.GetEnvironmentVariables().Keys.Cast<string>()))
        {
            await Console.Error.WriteLineAsync($"Warning: {name} is no setting of Skiller and is ignored.");
        }

        await using var node = await Node.Start(settings, true, LogLevel.Information, ct);
        Announce(settings, node);
        if (demo is not null)
        {
            await DemoNode.Fill(node, demo, ct);
        }

        var ended = await Ended(node, ct);
        await node.Stop();
        return ended;
    }

    private static void Announce(Settings settings, Node node)
    {
        Console.WriteLine($"Skiller runs: {(node.PublicAddresses.Count > 0 ? node.PublicUrl.AbsoluteUri : "no public address")}");
        Console.WriteLine($"Operations: {node.OperationsUrl.AbsoluteUri}");
        Console.WriteLine($"Data: {(settings.Storage.IsPostgres ? "PostgreSQL" : settings.Storage.SqliteFile)}");
    }

    // A signal, the node's own end, or an operator's word.
    private static async Task<ExitCode> Ended(Node node, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource<ExitCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = stopping.Register(() => ended.TrySetResult(ExitCode.Done));
        await using var lost = node.Lost.Register(() => ended.TrySetResult(ExitCode.Failed));
        await Task.WhenAny(ended.Task, node.Asked);
        return ended.Task.IsCompleted ? await ended.Task : ExitCode.Drained;
    }
}
