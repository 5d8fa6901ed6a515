using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>Several processes on one database.</summary>
public sealed class PostgresNodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_start_side_by_side_and_tell_the_same_first_invitation()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var first = new Node(one.Path, database);
        await using var second = new Node(two.Path, database);

        // Both at once, so that both find an empty database.
        await Task.WhenAll(first.Start(Ct), second.Start(Ct));

        Assert.Equal(await Code(one), await Code(two));
        var (exitCode, output) = await first.Command(["status"], Ct);
        Assert.Equal(0, exitCode);
        Assert.Equal(2, output.Split('\n').Count(static line => line.StartsWith("silo", StringComparison.Ordinal) && line.Contains(" active,", StringComparison.Ordinal)));
        Assert.Equal((0, 0), (await first.Stop(Ct), await second.Stop(Ct)));
    }

    [Fact]
    public async Task A_silo_and_a_front_serve_from_two_processes()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var silo = new Node(one.Path, database, [KeyValuePair.Create("Skiller__Roles", "silo")]);
        await using var front = new Node(two.Path, database, [KeyValuePair.Create("Skiller__Roles", "web")]);
        await silo.Start(Ct);
        await front.Start(Ct);

        using var http = new HttpClient { BaseAddress = front.Public };
        Assert.Equal("{\"items\":[],\"next\":null}", await http.GetStringAsync("/api/v1/questions", Ct));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(silo.Public, "/api/v1/questions"), Ct));
    }

    [Fact]
    public async Task F38_A_second_cluster_is_not_let_on_a_log_where_one_is_at_work()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var first = new Node(one.Path, database);
        await using var stranger = new Node(two.Path, database, [KeyValuePair.Create("Skiller__ClusterId", "elsewhere")]);
        await first.Start(Ct);

        var (exitCode, output) = await stranger.Command(["run"], Ct);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("Skiller__ClusterId is 'elsewhere', and the cluster 'skiller' is at work on this database", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task A_node_whose_database_never_comes_ends_and_says_so()
    {
        // D14: what cannot join ends, so that its supervisor knows.
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, "Host=127.0.0.1;Port=1;Database=skiller;Username=skiller;Timeout=2");
        var (exitCode, output) = await node.Command(["run"], Ct);
        Assert.Equal(1, exitCode);
        Assert.Contains("The database is not ready yet", output, StringComparison.Ordinal);
        Assert.Contains("Failed:", output, StringComparison.Ordinal);
    }

    private static Task<string> Code(TemporaryFolder folder) => File.ReadAllTextAsync(Path.Combine(folder.Path, "first-invitation.txt"), Ct);
}
