using System.Net;
using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary><c>skiller drain</c>: a node leaves in order, told by the database, and says by its exit code that it was told so.</summary>
public sealed class DrainTests
{
    private const int Drained = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_told_to_leave_leaves_the_others_serve_and_the_last_one_stays()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var first = new Node(one.Path, database, CrashSettings.All);
        await using var second = new Node(two.Path, database, [.. CrashSettings.All, KeyValuePair.Create("Skiller__DrainSeconds", "2")]);
        await first.Start(Ct);
        await second.Start(Ct);
        using var asker = await Asker.Join(first, Ct);
        await HealthOf.Becomes(async () => (await Nodes(first)).Count == 2, "both nodes are known", Ct);
        var node = (await Nodes(first)).Single(known => known.GetProperty("name").GetString()!.EndsWith(two.Path, StringComparison.Ordinal));
        Assert.Equal("silo,web", node.GetProperty("roles").GetString());
        Assert.NotEqual("", node.GetProperty("version").GetString());

        var (exitCode, output) = await first.Command(["drain", node.GetProperty("silo").GetString()!], Ct);

        Assert.True(exitCode == 0, output);
        Assert.Contains("It is draining.", output, StringComparison.Ordinal);
        Assert.Contains("It has left", output, StringComparison.Ordinal);
        await HealthOf.Becomes(() => Task.FromResult(!second.IsRunning), "the process has ended", Ct);
        Assert.Equal(Drained, second.ExitCode);
        await HealthOf.Becomes(() => Task.FromResult(second.Output.Contains("Stopped in order", StringComparison.Ordinal)), "its last words are read", Ct);
        await asker.Asked(first, Ct);

        var refused = await first.Command(["drain"], Ct);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("It is the last node with the role silo", refused.Output, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(first, "/health/ready", Ct));

        var unknown = await first.Command(["drain", "127.0.0.1:1"], Ct);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("No node 127.0.0.1:1 runs", unknown.Output, StringComparison.Ordinal);

        var last = await first.Command(["drain", "--last", "--json"], Ct);
        Assert.True(last.ExitCode == 0, last.Output);
        var left = JsonDocument.Parse(last.Output).RootElement;
        Assert.EndsWith(one.Path, left.GetProperty("node").GetString(), StringComparison.Ordinal);
        Assert.True(left.GetProperty("hasLeft").GetBoolean());
        await HealthOf.Becomes(() => Task.FromResult(!first.IsRunning), "the process has ended", Ct);
        Assert.Equal(Drained, first.ExitCode);
    }

    private static async Task<IReadOnlyList<JsonElement>> Nodes(Node node)
    {
        var (exitCode, output) = await node.Command(["status", "--json"], Ct);
        Assert.True(exitCode == 0, output);
        return [.. JsonDocument.Parse(output).RootElement.GetProperty("nodes").EnumerateArray()];
    }
}
