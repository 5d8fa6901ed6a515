using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Crash;

/// <summary>Writers act while nodes are killed at random moments; afterwards the checker compares what they were told with what is there.</summary>
internal sealed class CrashRun(ICluster cluster, int writers, int kills, int seed)
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(60);

    public History History { get; } = new();

    public async Task<ImmutableArray<string>> Differences(CancellationToken ct)
    {
        var random = new Random(seed);
        using var caller = new Caller(cluster.Fronts, new Random(seed), history: History);
        var world = await new Population(cluster.Fronts, History, writers, seed).Gather(await cluster.FirstInvitation(ct), ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = world.Members.Values.Select((member, i) => Act(world, member, new Random(seed + i + 1), over.Token)).ToArray();
        for (var i = 0; i < kills && running.All(t => !t.IsFaulted); i++)
        {
            // The kill comes at a random moment of the load, not on a condition.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3_000)), ct);
            await cluster.KillAndRestart(random.Next(cluster.Nodes), ct);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        await over.CancelAsync();
        await Task.WhenAll(running);
        return await Settle(world, caller, ct);
    }

    /// <summary>Does something while the writers act, and returns what came of it when they have stopped.</summary>
    public async Task<T> During<T>(Func<Task<T>> act, CancellationToken ct)
    {
        using var caller = new Caller(cluster.Fronts, new Random(seed), history: History);
        var world = await new Population(cluster.Fronts, History, writers, seed).Gather(await cluster.FirstInvitation(ct), ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = world.Members.Values.Select((member, i) => Act(world, member, new Random(seed + i + 1), over.Token)).ToArray();
        var outcome = await act();
        await over.CancelAsync();
        await Task.WhenAll(running);
        return outcome;
    }

    private async Task Act(World world, Member member, Random random, CancellationToken over)
    {
        using var caller = new Caller(cluster.Fronts, random, history: History);
        await new Writer(world, History, member, caller, random).Run(over);
    }

    // Derived state follows within a minute of a crash, by itself (guarantee 2).
    private async Task<ImmutableArray<string>> Settle(World world, Caller caller, CancellationToken ct)
    {
        var handles = History.Creations
            .Where(c => c is { Kind: "member", Id: not null })
            .ToDictionary(c => long.Parse(c.Id!, System.Globalization.CultureInfo.InvariantCulture), c => c.Token);
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var final = await new FinalReading(world, History, caller).Read(await cluster.ReadLog(ct), ct);
            var differences = Checker.Differences(History, final, handles);
            if (differences.IsEmpty || TimeProvider.System.GetElapsedTime(deadline) > _settling)
            {
                return differences;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }
}
