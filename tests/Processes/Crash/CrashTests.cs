using System.Collections.Immutable;
using Xunit;

namespace Skiller.Tests.Processes.Crash;

/// <summary>
/// F01, F03, F04: processes are killed at random moments under 64 writers. Nothing acknowledged is lost, nothing is doubled, nothing refused is
/// applied, ledgers equal votes, and <c>skiller verify</c> is clean. The long form (SKILLER_TEST_LONG=1) kills twenty times and more.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Writers = 64;
    private const int MostFaults = 20;
    private static readonly bool _long = Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1";
    private static readonly int _kills = _long ? 24 : 2;

    [Fact]
    public async Task A_node_on_SQLite_that_is_killed_loses_and_doubles_nothing()
    {
        await using var cluster = await SqliteCluster.Start(TestContext.Current.CancellationToken);
        await Check(cluster, seed: 20260301);
    }

    // In the long form: two nodes on PostgreSQL, and an import on SQLite, are in the short one.
    [Fact(Explicit = true)]
    public async Task A_node_on_PostgreSQL_that_is_killed_loses_and_doubles_nothing()
    {
        await using var cluster = await PostgresCluster.Start(nodes: 1, TestContext.Current.CancellationToken);
        await Check(cluster, seed: 20260302);
    }

    [Fact]
    public async Task Two_nodes_on_PostgreSQL_of_which_either_is_killed_lose_and_double_nothing()
    {
        await using var cluster = await PostgresCluster.Start(nodes: 2, TestContext.Current.CancellationToken);
        await Check(cluster, seed: 20260303);
    }

    private async Task Check(ICluster cluster, int seed)
    {
        var ct = TestContext.Current.CancellationToken;
        var run = new CrashRun(cluster, Writers, _kills, seed);
        ImmutableArray<string> differences;
        try
        {
            differences = await run.Differences(ct);
        }
        finally
        {
            // A 5xx names an incident, whose cause stands in the node's log alone.
            foreach (var line in cluster.Output.Split('\n').Where(static line => line.Contains(" fail: Skiller.", StringComparison.Ordinal)).TakeLast(MostFaults))
            {
                output.WriteLine(line);
            }
        }

        output.WriteLine($"{run.History.Acknowledged} acts acknowledged, {_kills} kills, seed {seed}, {differences.Length} differences");
        Assert.Empty(differences);
        var (exitCode, text) = await cluster.Command(["verify"], ct);
        Assert.True(exitCode == 0, text);
    }
}
