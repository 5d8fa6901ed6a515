using System.Net;
using System.Text.Json;
using Npgsql;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary>
/// <c>skiller move</c>: a community from one process on SQLite to PostgreSQL, whole, verified at both ends, and sealed; with what is no part of the log:
/// mails that wait, what was read.
/// </summary>
public sealed class MoveTests
{
    private static readonly string _standIn = Path.Combine(Node.Root, "tests", "Given", "StackExchange");
    private static readonly string _sample = Path.Combine(Node.Root, "..", "shared", "data", "stackexchange-sample");
    private static readonly string[] _paths =
        ["/api/v1/questions?sort=votes", "/api/v1/questions", "/api/v1/members", "/api/v1/skills", "/api/v1/search?q=clock"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_moved_reads_as_before_and_goes_on_where_it_was()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var folder = new TemporaryFolder();
        await using var old = new Node(folder.Path, settings: CrashSettings.All);
        await old.Start(Ct);
        using var asker = await Asker.Join(old, Ct);
        await asker.Asked(old, Ct);
        var import = await old.Command(["import", "stackexchange", Directory.Exists(_sample) ? _sample : _standIn, "--site", "clocks"], Ct);
        Assert.True(import.ExitCode == 0, import.Output);
        var running = await old.Command(["move", "--to", database], Ct);
        Assert.Equal(2, running.ExitCode);
        Assert.Contains("stop it first", running.Output, StringComparison.Ordinal);
        using (var read = await asker.Send(old, HttpMethod.Post, "/api/v1/notifications/read", new { upTo = 1 }, Ct))
        {
            Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
        }

        // All that follows from what was imported is folded, and lists are no longer kept from before.
        var settled = await old.Command(["verify"], Ct);
        Assert.True(settled.ExitCode == 0, settled.Output);
        var before = await Read(old, asker);
        await HealthOf.Becomes(
            async () =>
            {
                await Task.Delay(1_500, Ct);
                var earlier = before;
                before = await Read(old, asker);
                return before.SequenceEqual(earlier, StringComparer.Ordinal);
            },
            "lists stay as they are",
            Ct);
        Assert.Equal(0, await old.Stop(Ct));
        await Planting.Plant(folder.Path, null, """
            insert into mail_outbox (key, kind, stream, version, state, attempts, due_at, made_at, settled_at, reason)
            select 'waits', 'confirm-address', stream, version, 0, 0, 4102444800000000, 1, 0, '' from activity where kind = 'account-opened' order by position limit 1
            """);
        var position = await Head(old);

        var (exitCode, output) = await old.Command(["move", "--to", database, "--json"], Ct);

        Assert.True(exitCode == 0, output);
        var moved = JsonDocument.Parse(output).RootElement;
        Assert.True(moved.GetProperty("isDone").GetBoolean());
        Assert.Equal(moved.GetProperty("rows").GetInt64(), moved.GetProperty("tables").EnumerateArray().Sum(static table => table.GetProperty("rows").GetInt64()));
        foreach (var end in new[] { "before", "after" })
        {
            Assert.Equal($"No difference up to position {position}.", moved.GetProperty(end).GetProperty("said").EnumerateArray().Last().GetString());
        }

        var again = await old.Command(["move", "--to", database], Ct);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("The database is not empty", again.Output, StringComparison.Ordinal);

        using var elsewhere = new TemporaryFolder();
        await using var node = new Node(elsewhere.Path, database, CrashSettings.All);
        Assert.Equal(position, await Head(node));
        Assert.Contains("nothing is sent before skiller release", (await node.Command(["status"], Ct)).Output, StringComparison.Ordinal);
        Assert.Equal((0, "Released."), await node.Command(["release"], Ct));
        Assert.Equal(1, await Count(database, "select count(*) from mail_outbox where key = 'waits' and state = 0 and due_at = 4102444800000000"));
        Assert.Equal(1, await Count(database, "select count(*) from notification_read where up_to = 1"));
        await node.Start(Ct);
        Assert.Equal(before, await Read(node, asker));

        // The session that was opened before is one still; numbers go on behind those that were given.
        var number = await asker.Asked(node, Ct);
        Assert.DoesNotContain($"\"id\":\"{number}\"", string.Concat(before), StringComparison.Ordinal);
        var (verified, differences) = await node.Command(["verify"], Ct);
        Assert.True(verified == 0, differences);

        // The old one is there, and takes nothing more.
        Assert.Contains("moved to PostgreSQL", (await old.Command(["read-only", "status"], Ct)).Output, StringComparison.Ordinal);
    }

    private static async Task<long> Count(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<long> Head(Node node)
    {
        var (exitCode, output) = await node.Command(["status", "--json"], Ct);
        Assert.True(exitCode == 0, output);
        return JsonDocument.Parse(output).RootElement.GetProperty("log").GetProperty("head").GetInt64();
    }

    private static async Task<IReadOnlyList<string>> Read(Node node, Asker asker)
    {
        var read = new List<string>();
        foreach (var path in _paths)
        {
            using var answer = await asker.Send(node, HttpMethod.Get, path, null, Ct);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            read.Add((await answer.Content.ReadAsStringAsync(Ct)).Replace(node.Public.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal));
        }

        return read;
    }
}
