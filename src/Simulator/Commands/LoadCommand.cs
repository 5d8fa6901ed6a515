using System.CommandLine;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary><c>skiller-sim load</c>.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var options = new LoadOptions();
        var command = options.AddTo(new Command("load", "Loads pages, and lets members of a growth write, at the rates of a profile, without waiting for answers, and reports."));
        command.SetAction((parsed, _) => CommandLine.Stoppable(async ct =>
        {
            var request = options.Read(parsed);
            using var nodes = options.Operations(parsed) is { Count: > 0 } addresses ? new NodeMetrics(addresses) : null;
            var (summary, holds) = await RunningLoad.Of(request with { Nodes = nodes }, ct);
            return summary.WasStopped ? ExitCode.Stopped : holds ? ExitCode.Done : ExitCode.Failed;
        }));
        return command;
    }
}
