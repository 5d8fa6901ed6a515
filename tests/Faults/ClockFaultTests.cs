using Skiller.Tests.Faults.Harness;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>Clocks of silos jump and differ: what happened is in the order of the log, not of clocks.</summary>
[Collection(nameof(RunningCluster))]
public sealed class ClockFaultTests(RunningCluster running)
{
    private static readonly string? _library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "faketime", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Select(static folder => Path.Combine(folder, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    [Fact]
    public async Task F16_clocks_of_silos_jump()
    {
        FaultScale.OnlyLong();
        Assert.SkipWhen(_library is null, "libfaketime is not installed (Debian: apt-get install faketime).");
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("skiller-clocks-");
        try
        {
            for (var i = 0; i < running.Cluster.Silos.Length; i++)
            {
                await Set(folder, i, "+0", ct);
                await running.Cluster.Silos[i].Restart(Clock(folder, i), ct);
            }

            await running.Suffer("F16", "clocks of the three silos jump by an hour forward, an hour back, three days forward, and back", FaultAim.NoErrors, async (moment, ct) =>
            {
                string[][] jumps = [["+1h", "+0", "+0"], ["+1h", "-1h", "+0"], ["+1h", "-1h", "+3d"], ["+0", "+0", "+0"]];
                foreach (var jump in jumps)
                {
                    for (var i = 0; i < jump.Length; i++)
                    {
                        await Set(folder, i, jump[i], ct);
                    }

                    await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(4, 15)), ct);
                }

                moment.Note($"{running.Cluster.Silos.Sum(static silo => silo.Restarts)} silos ended themselves so far");
            });
        }
        finally
        {
            foreach (var silo in running.Cluster.Silos)
            {
                await silo.Restart(new Dictionary<string, string>(), ct);
            }

            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Clock(DirectoryInfo folder, int silo) => new(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = _library!,
        ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(folder.FullName, $"{silo}"),
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    private static Task Set(DirectoryInfo folder, int silo, string clock, CancellationToken ct) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{silo}"), clock, ct);
}
