using Skiller.Tests.Faults.Harness;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>Silos die, stall and stop while everybody goes on.</summary>
[Collection(nameof(RunningCluster))]
public sealed class SiloFaultTests(RunningCluster running)
{
    [Fact(Explicit = true)]
    public Task F01_a_silo_is_killed() => running.Suffer(
        "F01",
        $"`kill -9` of one of three silos, {FaultScale.Of(2, 6)} times",
        FaultAim.NoErrors,
        async (moment, ct) =>
        {
            for (var kill = 0; kill < FaultScale.Of(2, 6); kill++)
            {
                await running.Cluster.KillAndRestart(kill % running.Cluster.Nodes, ct);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
        });

    [Fact(Explicit = true)]
    public Task F03_all_silos_are_killed_at_once() => running.Suffer(
        "F03, F34",
        "`kill -9` of all three silos at once, while both fronts stay",
        FaultAim.EndsWithin(20),
        async (moment, ct) =>
        {
            var silos = running.Cluster.Silos;
            foreach (var silo in silos)
            {
                silo.IsWanted = false;
            }

            await Task.WhenAll(silos.Select(static silo => silo.Process.Kill()));
            moment.Begins();
            foreach (var silo in silos)
            {
                silo.IsWanted = true;
            }

            await running.Cluster.BecomeReady(ct);
        });

    [Fact(Explicit = true)]
    public Task F15_a_silo_stalls() => running.Suffer(
        "F15",
        $"SIGSTOP of a silo for {FaultScale.Of(8, 20)} s",
        FaultAim.NoCallOver(6),
        async (moment, ct) =>
        {
            var silo = running.Cluster.Silos[1];
            var restarts = silo.Restarts;
            await silo.Process.Signal("STOP", ct);
            await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(8, 20)), ct);
            await silo.Process.Signal("CONT", ct);
            moment.Heals();
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
            await silo.BecomeReady(ct);
            moment.Note(silo.Restarts > restarts ? "taken for dead, it ended itself and was started again" : "it went on");
        });

    [Fact(Explicit = true)]
    public async Task Silos_and_fronts_stop_one_after_the_other()
    {
        var longest = TimeSpan.Zero;
        await running.Suffer(
            "drain",
            "SIGTERM of each silo and each front, one after the other",
            FaultAim.NoErrors,
            async (moment, ct) =>
            {
                foreach (var node in running.Cluster.All)
                {
                    var took = await node.Restart(ct);
                    longest = took > longest ? took : longest;
                }

                moment.Note($"drained in {longest.TotalSeconds:0.0} s at most (aim 20 s)");
            });
    }
}
