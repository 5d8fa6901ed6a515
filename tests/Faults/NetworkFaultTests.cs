using Skiller.Tests.Faults.Harness;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>Silos that do not hear one another: each has a network of its own, and all reach the database.</summary>
[Collection(nameof(OneAtATime))]
public sealed class NetworkFaultTests(NetworkFaultTests.Apart running) : IClassFixture<NetworkFaultTests.Apart>
{
    private static readonly int _cut = FaultScale.Of(10, 20);

    [Fact(Explicit = true)]
    public Task F11_a_silo_and_the_others_do_not_hear_each_other() => Cut(
        "F11",
        $"one silo and the two others cut from each other for {_cut} s, the database reachable by all",
        [(2, 0), (2, 1), (0, 2), (1, 2)]);

    [Fact(Explicit = true)]
    public Task F12_a_silo_is_not_heard_by_the_others() => Cut("F12", $"what one silo sends to the two others is dropped for {_cut} s", [(2, 0), (2, 1)]);

    [Fact(Explicit = true)]
    public Task F12_two_silos_do_not_hear_each_other_and_the_third_hears_both() =>
        Cut("F12", $"two silos cut from each other for {_cut} s, both heard by the third", [(0, 1), (1, 0)]);

    [Fact(Explicit = true)]
    public async Task F14_networks_lose_packets_and_are_narrow()
    {
        Assert.SkipUnless(Namespaces.Missing is null, $"There are no networks of one's own here: {Namespaces.Missing}.");
        await running.Suffer("F14", "5 % of packets between silos lost, then an MTU of 600, then 1 Mbit/s", FaultAim.Nothing, async (moment, ct) =>
        {
            var (networks, silos) = (running.Cluster.Networks!, Enumerable.Range(0, running.Cluster.Nodes).ToList());
            var restarts = running.Cluster.Silos.Sum(static silo => silo.Restarts);
            foreach (var kind in new Func<int, Task>[] { silo => networks.Lose(silo, 0.05), silo => networks.Shrink(silo, 600), silo => networks.Slow(silo, "1mbit") })
            {
                await Task.WhenAll(silos.Select(kind));
                await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(5, 10)), ct);
                await networks.Heal();
            }

            moment.Heals();
            moment.Note($"{running.Cluster.Silos.Sum(static silo => silo.Restarts) - restarts} silos taken for dead");
            await running.Cluster.BecomeReady(ct);
        });
    }

    private async Task Cut(string id, string what, IEnumerable<(int From, int To)> ways)
    {
        Assert.SkipUnless(Namespaces.Missing is null, $"There are no networks of one's own here: {Namespaces.Missing}.");
        await running.Suffer(id, what, FaultAim.NoCallOver(6), async (moment, ct) =>
        {
            var restarts = running.Cluster.Silos.Sum(static silo => silo.Restarts);
            var versions = await Versions(ct);
            foreach (var (from, to) in ways)
            {
                await running.Cluster.Networks!.Cut(from, to);
            }

            await Task.Delay(TimeSpan.FromSeconds(_cut), ct);
            await running.Cluster.Networks!.Heal();
            moment.Heals();
            await running.Cluster.BecomeReady(ct);
            moment.Note($"{running.Cluster.Silos.Sum(static silo => silo.Restarts) - restarts} starts by the supervisor, {await Versions(ct) - versions} versions of membership");
        });
    }

    private Task<long> Versions(CancellationToken ct) => running.Cluster.Ask("select max(version) from orleans_membership_version", ct);

    /// <summary>The cluster of these tests.</summary>
    public sealed class Apart : RunningCluster
    {
        /// <inheritdoc/>
        protected override bool HasNetworks => true;

        private static bool CanBe => FaultScale.IsLong && Namespaces.Missing is null;

        /// <inheritdoc/>
        public override ValueTask InitializeAsync() => CanBe ? base.InitializeAsync() : ValueTask.CompletedTask;

        /// <inheritdoc/>
        public override ValueTask DisposeAsync() => CanBe ? base.DisposeAsync() : ValueTask.CompletedTask;
    }
}
