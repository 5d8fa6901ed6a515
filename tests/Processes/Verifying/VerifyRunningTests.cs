using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Verifying;

/// <summary>Verify on a node that runs: what grains have in mind is held against the log, and what moves is no difference.</summary>
public sealed class VerifyRunningTests
{
    private static readonly string _standIn = Path.Combine(Node.Root, "tests", "Given", "StackExchange");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_a_difference_of_each_kind_is_named()
    {
        using var folder = new TemporaryFolder();
        await IsNamed(folder.Path, null);
    }

    [Fact]
    public async Task On_PostgreSQL_a_difference_of_each_kind_is_named()
    {
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        await IsNamed(folder.Path, await server.CreateDatabase());
    }

    [Fact]
    public async Task On_SQLite_a_node_at_work_has_no_differences()
    {
        await using var cluster = await SqliteCluster.Start(Ct);
        await HasNone(cluster);
    }

    [Fact]
    public async Task On_PostgreSQL_two_nodes_at_work_have_no_differences()
    {
        await using var cluster = await PostgresCluster.Start(2, Ct);
        await HasNone(cluster);
    }

    private static async Task HasNone(ICluster cluster)
    {
        var (exitCode, output) = await new CrashRun(cluster, writers: 4, kills: 0, seed: 11).During(() => cluster.Command(["verify"], Ct), Ct);
        Assert.True(exitCode == 0, output);
        Assert.Matches("(?m)^vote grain +[1-9]", output);
    }

    private static async Task IsNamed(string folder, string? database)
    {
        await using var node = new Node(folder, database);
        await node.Start(Ct);
        var import = await node.Command(["import", "stackexchange", _standIn, "--site", "clocks"], Ct);
        Assert.True(import.ExitCode == 0, import.Output);
        var clean = await node.Command(["verify"], Ct);
        Assert.True(clean.ExitCode == 0, clean.Output);

        // What is looked at is in memory, as it was before the log was changed.
        using var http = new HttpClient { BaseAddress = node.Public };
        var list = JsonDocument.Parse(await http.GetStringAsync("/api/v1/questions?sort=votes", Ct)).RootElement.GetProperty("items");
        await http.GetStringAsync($"/api/v1/questions/{list[0].GetProperty("id").GetString()}", Ct);
        await http.GetStringAsync("/api/v1/members/zoe-lumiere", Ct);
        var isPostgres = database is not null;
        await Planting.Plant(
            folder,
            database,
            Planting.Replace("payload", "\"value\":1", "\"value\":-1", "kind = 'post-voted'", isPostgres),
            Planting.Replace("personal", "Wind it", "Unwind it", "kind = 'answer-posted'", isPostgres),
            Planting.Replace("personal", "Zo", "Xo", "kind = 'member-registered'", isPostgres),
            "update standing set total = total + 1 where member = (select min(member) from standing)",
            "update list_mark set mark = mark + 1000000 where shard = (select min(shard) from list_mark)",
            "insert into checkpoint (partition, position, ordinal) values (0, 1000000, 0) on conflict (partition) do update set position = 1000000",
            $"insert into dead_letter (target, position, reason, attempts, at) values ('member/m:1', 999999, 'planted', 5, {(isPostgres ? "now()" : "0")})",
            "delete from activity where position = (select min(position) from activity where kind = 'handle-claimed')");

        var (exitCode, output) = await node.Command(["verify"], Ct);

        Assert.Equal(1, exitCode);
        string[] kinds = ["question grain", "answer grain", "vote grain", "member grain", "standing grain", "standing", "ledger", "question", "member", "list-mark", "checkpoint"];
        Assert.All(kinds, kind => Assert.Matches($"(?m)^{kind} [-/:a-z0-9]+: expected ", output));
        Assert.Matches("(?m)^log: position [0-9]+ comes after [0-9]+$", output);
        Assert.Contains("dead letter member/m:1: position 999999, planted", output.Split('\n'));
    }
}
