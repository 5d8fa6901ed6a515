using Skiller.Simulator.Direct;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a request costs with the front and without it.</summary>
public sealed class WayCostTests
{
    [Fact]
    public void Each_way_has_what_was_spent_within_its_turns()
    {
        // Turns of five seconds, 10 requests a second: 20 ms of the nodes by the front, 5 ms without.
        var (samples, cpu) = (new List<Sample>(), 0.0);
        for (var second = 0; second < 40; second++)
        {
            var isDirect = second / 5 % 2 == 1;
            cpu += isDirect ? 0.05 : 0.2;
            samples.Add(new Sample { Seconds = second, Loads = 8 * second, Acknowledged = 2 * second, Direct = isDirect, NodesCpuSeconds = cpu, GeneratorCpuSeconds = 0.01 * second });
        }

        Assert.Equal([new WayCost("front", 16, 160, 20, 1), new WayCost("grains", 16, 160, 5, 1)], WayCost.Of(samples));
        Assert.All(WayCost.Of([.. samples.Select(static sample => sample with { NodesCpuSeconds = null })]), static way => Assert.Null(way.NodeMilliseconds));
        Assert.Empty(WayCost.Of([.. samples.Select(static sample => sample with { Direct = null })]));
    }

    [Fact]
    public void A_connection_is_a_gateway_a_connection_string_or_a_file_with_it()
    {
        using var temporary = new TemporaryFolder();
        var file = Path.Combine(temporary.Path, "database");
        File.WriteAllText(file, "Host=localhost;Username=skiller\n");
        Assert.Equal("127.0.0.1:30000", ClusterConnection.Read("127.0.0.1:30000"));
        Assert.Equal("Host=localhost", ClusterConnection.Read("Host=localhost"));
        Assert.Equal("Host=localhost;Username=skiller", ClusterConnection.Read(file));
        Assert.Contains("a silo's gateway", Assert.Throws<UsageException>(static () => ClusterConnection.Read("nowhere")).Message, StringComparison.Ordinal);
    }
}
