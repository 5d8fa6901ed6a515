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

    [Fact(Explicit = true)]
    public async Task F16_clocks_of_silos_jump()
    {
        Assert.SkipWhen(_library is null, "libfaketime is not installed (Debian: apt-get install faketime).");
        await running.Suffer("F16", "each silo stopped and started again with another clock: an hour ahead, an hour behind, three days ahead; then with the right one", FaultAim.NoErrors, async (moment, ct) =>
        {
            var silos = running.Cluster.Silos;
            try
            {
                foreach (var (silo, clock) in silos.Zip(["+1h", "-1h", "+3d"]))
                {
                    await silo.Restart(Clock(clock), ct);
                    await Task.Delay(TimeSpan.FromSeconds(5), ct);
                }
            }
            finally
            {
                foreach (var silo in silos)
                {
                    await silo.Restart(new Dictionary<string, string>(), ct);
                }
            }

            moment.Heals();
        });
    }

    private static Dictionary<string, string> Clock(string clock) => new(StringComparer.Ordinal) { ["LD_PRELOAD"] = _library!, ["FAKETIME"] = clock };
}
