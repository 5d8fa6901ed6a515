using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Rebuilding;

/// <summary>What is derived is thrown away and folded again, on a node that goes on working too.</summary>
public sealed class RebuildTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_PostgreSQL_two_nodes_that_take_votes_are_rebuilt_and_verified()
    {
        await using var cluster = await PostgresCluster.Start(2, Ct);
        var rebuilt = await new CrashRun(cluster, writers: 4, kills: 0, seed: 12).During(() => cluster.Command(["rebuild"], Ct), Ct);

        Assert.True(rebuilt.ExitCode == 0, rebuilt.Output);
        Assert.Matches("(?m)^Rebuilt all: [1-9][0-9]* projections in [0-9.]+ s, peak memory [1-9][0-9]* MiB\\.$", rebuilt.Output);
        var verified = await cluster.Command(["verify"], Ct);
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    [Theory]
    [InlineData("standings")]
    [InlineData("lists")]
    public async Task A_part_is_rebuilt_alone(string what)
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var import = await node.Command(["import", "stackexchange", Path.Combine(Node.Root, "tests", "Given", "StackExchange"), "--site", "clocks"], Ct);
        Assert.True(import.ExitCode == 0, import.Output);
        await Planting.Plant(folder.Path, null, "update standing set total = total + 1", "update question_row set score = score + 1");

        var (exitCode, output) = await node.Command(["rebuild", "--what", what], Ct);

        Assert.Equal(0, exitCode);
        Assert.Matches($"(?m)^Rebuilt {what}: [1-9]", output);
        var verified = await node.Command(["verify"], Ct);
        Assert.Equal(1, verified.ExitCode);
        Assert.Equal(what != "standings", Regex.IsMatch(verified.Output, "(?m)^standing [0-9]+: expected "));
        Assert.Equal(what != "lists", Regex.IsMatch(verified.Output, "(?m)^question [0-9]+: expected "));
    }
}
