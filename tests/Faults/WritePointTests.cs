using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given.Faults;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>F02: silos die at named points of what they write.</summary>
[Collection(nameof(RunningCluster))]
public sealed class WritePointTests(RunningCluster running)
{
    // The points of an act itself, at which it makes a difference whether the database goes on.
    private const int OfAnAct = 5;
    private FaultNode? _victim;

    [Fact(Explicit = true)]
    public async Task F02_a_silo_is_killed_at_each_point_of_an_act_and_of_what_follows_from_it()
    {
        await using var statements = new HeldStatements(running.Cluster.Database);
        await statements.Install(TestContext.Current.CancellationToken);
        await running.Suffer("F02", $"`kill -9` of the silo that is at one of {HeldStatements.Points.Count} points of an act and of what follows from it", FaultAim.Nothing, async (moment, ct) =>
        {
            var kills = 0;
            for (var point = 0; point < HeldStatements.Points.Count; point++)
            {
                foreach (var breaks in point < OfAnAct ? new[] { false, true } : [true])
                {
                    await statements.At(point, breaks, Kill, ct);
                    kills++;
                    await _victim!.BecomeReady(ct);
                }
            }

            await BetweenCommitAndAnswer(ct);
            moment.Heals();
            await running.Cluster.BecomeReady(ct);
            moment.Note($"each hit, {kills + 1} kills: at those of the act once so that the database carried it out and once so that it did not; and once between commit and answer");
        });
    }

    // What it sends is carried out, and it does not come to hear of it.
    private async Task BetweenCommitAndAnswer(CancellationToken ct)
    {
        var silo = running.Cluster.Silos[0];
        await silo.BecomeReady(ct);
        silo.Database.Downstream = new Toxics { IsSilent = true };
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        await silo.Process.Kill();
        silo.Database.Both = Toxics.None;
    }

    private Task Kill(string node)
    {
        _victim = running.Cluster.All.Single(one => one.Name == node);
        return _victim.Process.Kill();
    }
}
