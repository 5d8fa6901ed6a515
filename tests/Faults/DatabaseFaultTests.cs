using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given.Faults;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>The database dies, restarts, is slow, falls silent, or is lost on the way.</summary>
[Collection(nameof(RunningCluster))]
public sealed class DatabaseFaultTests(RunningCluster running)
{
    private static readonly int _away = FaultScale.Of(8, 30);
    private static readonly int _restarts = FaultScale.Of(2, 5);

    private IEnumerable<FaultProxy> Proxies => running.Cluster.All.Select(static node => node.Database);

    [Fact(Explicit = true)]
    public Task F06_the_database_is_killed() => running.Suffer(
        "F06",
        $"PostgreSQL stopped as in a crash, started again after {_away} s",
        FaultAim.BackWithin(10),
        async (moment, ct) =>
        {
            await running.Cluster.Server.StopImmediately();
            var attempts = Proxies.Sum(static proxy => proxy.Taken);
            await Task.Delay(TimeSpan.FromSeconds(_away), ct);
            moment.Note($"{(Proxies.Sum(static proxy => proxy.Taken) - attempts) / (double)_away / running.Cluster.All.Count():0.0} attempts to connect a second and node");
            await running.Cluster.Server.Start();
            moment.Heals();
            await running.Cluster.BecomeReady(ct);
        });

    [Fact(Explicit = true)]
    public Task F07_the_database_restarts()
    {
        return running.Suffer(
            "F07",
            $"fast restart of PostgreSQL, {_restarts} times",
            new FaultAim("errors ≤ 0.1 % of calls", static row => row.Errors <= row.Calls / 1000),
            async (moment, ct) =>
            {
                for (var i = 0; i < _restarts; i++)
                {
                    await running.Cluster.Server.Stop();
                    await running.Cluster.Server.Start();
                    await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(4, 10)), ct);
                }

                moment.Heals();
            });
    }

    [Fact(Explicit = true)]
    public Task F08_the_database_is_slow()
    {
        return running.Suffer(
            "F08",
            "50, 200, 1,000 and 5,000 ms ± a tenth on the way to the database and as much back",
            FaultAim.BackWithin(10).And(FaultAim.NoCallOver(6)),
            async (moment, ct) =>
            {
                foreach (var milliseconds in new[] { 50, 200, 1_000, 5_000 })
                {
                    running.Cluster.BreakDatabase(new Toxics { Latency = TimeSpan.FromMilliseconds(milliseconds), Jitter = TimeSpan.FromMilliseconds(milliseconds / 10.0) });
                    await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(3, 10)), ct);
                }

                running.Cluster.BreakDatabase(Toxics.None);
                moment.Heals();
                await running.Cluster.BecomeReady(ct);
            });
    }

    [Fact(Explicit = true)]
    public Task F09_the_database_says_nothing_any_more() => running.Suffer(
        "F09",
        $"connections to the database half-open for {FaultScale.Of(10, 20)} s: taken, never answered",
        FaultAim.BackWithin(10).And(FaultAim.NoCallOver(6)),
        async (moment, ct) =>
        {
            running.Cluster.BreakDatabase(new Toxics { IsSilent = true });
            await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(10, 20)), ct);
            var live = await Task.WhenAll(running.Cluster.All.Select(node => node.Health("/health/live", ct)));
            moment.Note($"{live.Count(static status => status == 200)} of {live.Length} nodes said that they live");
            running.Cluster.BreakDatabase(Toxics.None);
            moment.Heals();
            await running.Cluster.BecomeReady(ct);
            var left = await running.Cluster.Ask("select count(*) from pg_stat_activity where state like 'idle in transaction%' and state_change < now() - interval '10 seconds'", ct);
            moment.Note($"{left} sessions idle in a transaction afterwards");
        });

    [Fact(Explicit = true)]
    public Task F10_answers_of_the_database_are_lost_after_it_has_committed() => running.Suffer(
        "F10",
        $"the database's answers cut off and the connections reset, {FaultScale.Of(5, 10)} times",
        FaultAim.BackWithin(10),
        async (moment, ct) =>
        {
            for (var i = 0; i < FaultScale.Of(5, 10); i++)
            {
                await running.Cluster.LoseAnswers(ct);
            }

            moment.Heals();
            await running.Cluster.BecomeReady(ct);
        });

    [Fact(Explicit = true)]
    public Task F13_one_silo_loses_the_database() => running.Suffer(
        "F13",
        $"one of three silos cut from the database for {FaultScale.Of(15, 25)} s",
        FaultAim.EndsWithin(15),
        async (moment, ct) =>
        {
            var silo = running.Cluster.Silos[2];
            silo.Database.IsDown = true;
            var unready = await Unready(silo, TimeSpan.FromSeconds(FaultScale.Of(15, 25)), ct);
            silo.Database.IsDown = false;
            moment.Heals();
            moment.Note(unready is { } after ? $"not ready after {after.TotalSeconds:0.0} s" : "it said that it is ready all the time");
            await running.Cluster.BecomeReady(ct);
        });

    [Fact(Explicit = true)]
    public Task F39_the_password_of_the_database_changes() => running.Suffer(
        "F39",
        "another password for the nodes' role and in their file of passwords, and all their connections ended",
        FaultAim.NoErrors,
        async (moment, ct) =>
        {
            for (var i = 0; i < FaultScale.Of(2, 5); i++)
            {
                await running.Cluster.NewPassword(ct);
                foreach (var node in running.Cluster.All)
                {
                    node.Database.ResetAll();
                    await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
                }

                // One change at a time: fronts wait out four seconds in which connections go.
                await Task.Delay(TimeSpan.FromSeconds(6), ct);
            }

            moment.Heals();
        });

    // Looks for so long; returns after how long it was not ready for the first time.
    private static async Task<TimeSpan?> Unready(FaultNode node, TimeSpan time, CancellationToken ct)
    {
        TimeSpan? unready = null;
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < time)
        {
            if (unready is null && await node.Health("/health/ready", ct) != 200)
            {
                unready = TimeProvider.System.GetElapsedTime(begun);
            }

            await Task.Delay(100, ct);
        }

        return unready;
    }
}
