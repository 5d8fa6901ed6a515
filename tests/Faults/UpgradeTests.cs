using System.Diagnostics;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Skiller.Tests.Processes.Clusters;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>
/// F27: a cluster of the previous release, built from git, becomes one of this program, one node after the other, and goes back, while everybody
/// goes on; what cannot become ready is taken back by itself.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class UpgradeTests
{
    /// <summary>The state from which nodes may be replaced one after the other: the last one whose facts this program's predecessors knew.</summary>
    private const string Previous = "105361a9fe2c38604c0f07f1f01ac668c35d06c7";
    private const int Seed = 20261201;
    private static readonly int _silos = FaultScale.Of(2, 3);
    private const int Fronts = 2;

    private static readonly string _built = Path.Combine(
        Node.Root, "src", "Silo", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Release", "net10.0");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F27_a_cluster_of_the_previous_release_is_upgraded_and_goes_back_under_load()
    {
        Assert.SkipUnless(await Git("cat-file", "-e", $"{Previous}^{{commit}}") == 0, $"This clone has no history: {Previous} is not in it.");
        await using var cluster = new LocalCluster(_silos, Fronts);
        await cluster.Start(Ct, "--program", Previous);
        var previous = (await File.ReadAllTextAsync(Path.Combine(cluster.State, "program"), Ct)).Trim();
        var run = new FaultRun(cluster, Seed);

        if (!FaultScale.IsLong)
        {
            await Upgrades(cluster, run, "F27, F28", "migrated and upgraded to this program", null, _built);
            await Runs(cluster);
            return;
        }

        await Migrates(cluster, run);
        await Upgrades(cluster, run, "F27", "to this program, back, and forward again", _built, previous, _built);
        using var broken = await Broken();
        await Passes(run, new FaultRow("F27", "`upgrade` to a program that does not start", FaultAim.NoErrors), async (moment, ct) =>
        {
            var (exitCode, output) = await cluster.Script(["upgrade", broken.Path], ct);
            Assert.Equal(1, exitCode);
            Assert.EndsWith("Not upgraded: all nodes run what they ran before.\n", output, StringComparison.Ordinal);
            moment.Note("went back");
        });
        await Runs(cluster);
    }

    // This program is what all nodes run.
    private static async Task Runs(LocalCluster cluster)
    {
        var status = await cluster.Do("status", Ct);
        Assert.Equal(_silos + Fronts, status.Split('\n').Count(static line => line.Contains(_built, StringComparison.Ordinal) && line.Contains(" ready ", StringComparison.Ordinal)));
    }

    // Of the programs on the way, null is this one's migrations.
    private static Task Upgrades(LocalCluster cluster, FaultRun run, string id, string words, params string?[] way) =>
        Passes(run, new FaultRow(id, $"{_silos} silos and {Fronts} fronts of {Previous[..7]}: {words}", FaultAim.NoErrors), async (moment, ct) =>
        {
            foreach (var program in way)
            {
                var begun = TimeProvider.System.GetTimestamp();
                await moment.Part(program is null ? "migrations" : program == _built ? "to this program" : "back", async () =>
                {
                    if (program is null)
                    {
                        using var migrator = new Migrator(_built, await cluster.Database(ct));
                        Assert.Equal(0, await migrator.Run(ct));
                    }
                    else
                    {
                        await cluster.Do($"upgrade {program}", ct);
                    }
                });
                moment.Note($"{TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s");
            }
        });

    // The old nodes go on while the schema becomes the new one's.
    private static async Task Migrates(LocalCluster cluster, FaultRun run)
    {
        var database = await cluster.Database(Ct);
        using var migrator = new Migrator(_built, database);
        await Passes(run, new FaultRow("F28", "this program's migrations under the previous release: killed five times, then two at once", FaultAim.NoErrors), async (moment, ct) =>
        {
            var migrating = Task.Run(async () =>
            {
                for (var kill = 1; kill <= 5; kill++)
                {
                    await migrator.KilledAfter(TimeSpan.FromMilliseconds(400 * kill), ct);
                }

                return await Task.WhenAll(migrator.Run(ct), migrator.Run(ct));
            }, ct);
            var longest = await new LongestLock(database).During(migrating, ct);
            Assert.All(await migrating, static exitCode => Assert.Equal(0, exitCode));
            moment.Note($"no table was locked for longer than {longest.TotalMilliseconds:0} ms (aim 1 s)");
        });
    }

    private static async Task Passes(FaultRun run, FaultRow row, Func<FaultMoment, CancellationToken, Task> fault)
    {
        var (seen, differences) = await run.Suffer(row, fault, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(seen.ToString());
        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(20).Prepend(seen.ToString())));
    }

    // This program, but for a runtime that there is not.
    private static async Task<TemporaryFolder> Broken()
    {
        var folder = new TemporaryFolder();
        using var copy = Process.Start("cp", ["-r", $"{_built}/.", folder.Path]);
        await copy.WaitForExitAsync(Ct);
        var file = Path.Combine(folder.Path, "skiller.runtimeconfig.json");
        var text = await File.ReadAllTextAsync(file, Ct);
        await File.WriteAllTextAsync(file, text.Replace("\"version\": \"10.", "\"version\": \"99.", StringComparison.Ordinal), Ct);
        return folder;
    }

    private static async Task<int> Git(params string[] words)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Node.Root, .. words]) { RedirectStandardError = true, UseShellExecute = false })!;
        await git.WaitForExitAsync(Ct);
        return git.ExitCode;
    }
}
