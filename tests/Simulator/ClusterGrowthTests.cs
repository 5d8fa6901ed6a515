using Skiller.Simulator.Audit;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Skiller.Tests.Processes.Clusters;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A growth on a cluster of real processes, of which one is killed and started again by the timeline while the people go on, by turns without a front.</summary>
public sealed class ClusterGrowthTests
{
    [Fact]
    public async Task A_silo_that_is_killed_and_comes_back_during_a_growth_costs_no_acknowledged_act()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var cluster = new LocalCluster(silos: 2, fronts: 1);
        await cluster.Start(ct);
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(Path.Combine(temporary.Path, "run"));
        var scenario = new Scenario
        {
            Seed = 3,
            To = 40,
            Days = 10,
            SecondsPerDay = 2,
            QuestionsPerMemberDay = 0.1,
            Participation = 4,
            Listeners = 2,
            Faults = FaultTimeline.Read(["3d kill silo 2", "6d start silo 2"]),
        };
        ScenarioFile.Check(scenario, "The scenario");
        using var api = new TargetApi(cluster.Site);
        await using var direct = await ClusterConnection.Open(ClusterConnection.Read(Path.Combine(cluster.State, "database")), ct);
        var facts = new RunFacts(scenario, cluster.Site, RunFolder.NewPassword(), TimeProvider.System.GetUtcNow(), StartedEmpty: true, await cluster.FirstInvitation(ct));
        folder.Begin(facts);
        var options = new RunningOptions { Cluster = ClusterScript.At(await Script(temporary.Path, cluster.State)), Direct = direct, Turn = TimeSpan.FromSeconds(3) };
        var summary = await RunningGrowth.Of(facts, folder, api, options, TimeProvider.System, ct);

        Assert.Equal([("3d kill silo 2", 0), ("6d start silo 2", 0)], summary.Faults.Select(static fault => (fault.Fault, fault.ExitCode ?? -1)));
        Assert.Equal("Node 2 (silo) is killed.", summary.Faults[0].Said);
        Assert.All(summary.Faults, static fault => Assert.NotNull(fault.Second));
        Assert.Equal(40, summary.Members);
        Assert.True(summary.ReadsWereAdapted);
        Assert.Contains(summary.Kinds, static kind => kind.Kind.EndsWith("-grain", StringComparison.Ordinal) && kind.Count > 0);
        Assert.DoesNotContain("gone", (await cluster.Script(["status"], ct)).Output, StringComparison.Ordinal);
        Assert.Equal(["3d kill silo 2", "6d start silo 2"], ReportFiles.Samples(folder).SelectMany(static sample => sample.Faults ?? []));

        var audit = await new Auditor(facts, folder.Lines(), api, TimeProvider.System, Auditor.Settling, static (_, _) => { }).Run(ct);
        Assert.Empty(audit.Findings);

        // Going on with it does nothing to the cluster again.
        await RunningGrowth.Of(facts, folder, api, options, TimeProvider.System, ct);
        Assert.Equal(4, (await File.ReadAllLinesAsync(folder.Faults, ct)).Length);
    }

    // The script of the repository, for the cluster of this test.
    private static async Task<string> Script(string folder, string state)
    {
        var script = Path.Combine(folder, "cluster");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nSKILLER_CLUSTER='{state}' exec '{Path.Combine(Node.Root, "deploy", "local", "cluster")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return script;
    }
}
