using Skiller.Simulator.Commands;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;

namespace Skiller.Tests.Simulator;

/// <summary>A growth of two members that would take half an hour, with a fault that a script of the test carries out.</summary>
internal static class ScriptedGrowth
{
    public static async Task Run(Uri target, RunFolder folder, string script, string faultAt, CancellationToken ct)
    {
        var scenario = new Scenario { To = 2, Days = 30, SecondsPerDay = 60, Reads = 0, Listeners = 0, Faults = [new PlannedFault(faultAt, "kill silo 2")] };
        var facts = new RunFacts(scenario, target, "password", DateTimeOffset.UnixEpoch, StartedEmpty: true, "code");
        folder.Begin(facts);
        using var api = new TargetApi(target);
        await RunningGrowth.Of(facts, folder, api, new RunningOptions { Cluster = ClusterScript.At(script) }, TimeProvider.System, ct);
    }
}
