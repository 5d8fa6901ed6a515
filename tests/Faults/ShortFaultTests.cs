using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>
/// The short form of <c>./test</c>: what harms most, one after the other on one cluster under one load, judged once. In the long form each of them has a test
/// of its own.
/// </summary>
[Collection(nameof(RunningCluster))]
public sealed class ShortFaultTests(RunningCluster running)
{
    private const int Cuts = 2;
    private const string Fenced = "select count(*) from append_fence where epoch = 9223372036854775807";
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task F01_F06_F10_and_SIGTERM_one_after_the_other()
    {
        Assert.SkipWhen(FaultScale.IsLong, "Each of them has a test of its own in the long form.");
        var cluster = running.Cluster;
        await running.Suffer("F01, F06, F10, drain", "one after the other", FaultAim.Nothing, async (moment, ct) =>
        {
            var fenced = await cluster.Ask(Fenced, ct);
            await moment.Part("`kill -9` of a silo", () => cluster.KillAndRestart(0, ct));
            await HealthOf.Becomes(async () => await cluster.Ask(Fenced, ct) > fenced, "a fence before the silo that was killed", ct);
            await moment.Part($"the database killed and away for {_away.TotalSeconds:0} s", async () =>
            {
                await cluster.Server.StopImmediately();
                await Task.Delay(_away, ct);
                await cluster.Server.Start();
                await cluster.BecomeReady(ct);
            });
            await moment.Part($"its answers lost after it has committed, {Cuts} times", async () =>
            {
                for (var i = 0; i < Cuts; i++)
                {
                    await cluster.LoseAnswers(ct);
                }

                await cluster.BecomeReady(ct);
            });
            await moment.Part("SIGTERM of a silo and of a front", async () =>
            {
                await cluster.Silos[1].Restart(ct);
                await cluster.FrontNodes[1].Restart(ct);
            });
            moment.Heals();
        });
    }
}
