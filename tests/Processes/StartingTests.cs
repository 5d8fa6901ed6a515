using System.Net;
using System.Net.Sockets;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>Starts that fail, stops that come in the middle, and commands that meet both.</summary>
public sealed class StartingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_whose_public_port_is_taken_leaves_the_cluster_again()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, database, [KeyValuePair.Create("ASPNETCORE_URLS", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}")]);

        var (exitCode, output) = await node.Command(["run"], Ct);

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", output, StringComparison.OrdinalIgnoreCase);
        var status = await node.Command(["status"], Ct);
        Assert.Contains(" dead, heard of", Assert.Single(status.Output.Split('\n'), static line => line.StartsWith("silo ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_stops_ends_the_operation_that_it_runs_and_says_so()
    {
        using var dump = new TemporaryFolder();
        GeneratedDump.Write(dump.Path, 6_000);
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var importing = node.Command(["import", "stackexchange", dump.Path], line => Begun(line, begun), Ct);
        await begun.Task.WaitAsync(Ct);

        Assert.Equal(0, await node.Stop(Ct));

        var (exitCode, output) = await importing;
        Assert.Equal(1, exitCode);
        Assert.Contains("import-stackexchange was ended: the node stops.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_does_not_wait_for_a_node_that_is_gone()
    {
        // The card of a killed node is still there, and one that nobody answers for.
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        await node.Kill();
        Assert.True(File.Exists(Path.Combine(folder.Path, "node.json")));
        var (exitCode, output) = await node.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Commands_that_look_at_the_same_folder_do_not_take_each_other_for_a_node()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        await node.Stop(Ct);
        var looked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => node.Command(["status"], Ct)));
        Assert.All(looked, static one => Assert.Contains("none runs on this data folder", one.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("rebuild")]
    [InlineData("status")]
    public async Task Where_there_is_no_database_nothing_is_looked_at_and_none_is_made(string command)
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var (exitCode, output) = await node.Command([command], Ct);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("There is no database yet in", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_not_taken_for_one_in_use()
    {
        // Nobody can make files there, root included.
        await using var node = new Node("/proc");
        var (exitCode, output) = await node.Command(["run"], Ct);
        Assert.Equal(2, exitCode);
        Assert.StartsWith("Skiller__Data: the folder /proc cannot be written: ", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }

    private static void Begun(string line, TaskCompletionSource begun)
    {
        if (line.StartsWith("importing questions: ", StringComparison.Ordinal))
        {
            begun.TrySetResult();
        }
    }
}
