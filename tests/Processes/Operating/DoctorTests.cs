using System.Text.Json;
using Npgsql;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary><c>skiller doctor</c> names what was planted, and nothing where nothing is wrong.</summary>
public sealed class DoctorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F21_A_duplicate_row_and_an_alias_row_of_a_grain_are_named()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, database, CrashSettings.All);
        await node.Start(Ct);
        using (var asker = await Asker.Join(node, Ct))
        {
            await asker.Asked(node, Ct);
        }

        Assert.Equal(["backup-old"], (await Doctor(node)).Select(static found => found.Code));
        await Execute(
            database,
            """
            alter table orleans_snapshot drop constraint orleans_snapshot_pkey;
            insert into orleans_snapshot (service, state, n0, n1, extension, payload, at, version)
                values ('skiller', 'drafts', 0, 0, 'm:1', null, now(), 1), ('skiller', 'drafts', 0, 0, 'm:1', null, now(), 1), ('skiller', 'drafts', 0, 202, '', null, now(), 1);
            """);

        var found = await Doctor(node);
        Assert.Contains(found, static one => one.Code == "snapshot-duplicate" && one.What.Contains("m:1 is there 2 times", StringComparison.Ordinal));
        Assert.Contains(found, static one => one.Code == "snapshot-alias" && one.What.Contains("0,202", StringComparison.Ordinal));
        Assert.Contains(found, static one => one.Code == "index-missing" && one.What.Contains("orleans_snapshot(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_log_ledger_files_and_state_is_named_on_SQLite()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: CrashSettings.All);
        var import = await node.Command(["import", "stackexchange", Path.Combine(Node.Root, "tests", "Given", "StackExchange"), "--site", "clocks"], Ct);
        Assert.True(import.ExitCode == 0, import.Output);
        Assert.Equal(0, (await node.Command(["backup", Path.Combine(folder.Path, "backup")], Ct)).ExitCode);
        Assert.Equal((0, "Nothing is wrong."), await node.Command(["doctor"], Ct));

        await Planting.Plant(
            folder.Path,
            null,
            "update standing set total = total + 1 where member = (select max(member) from ledger)",
            "delete from activity where position = (select max(position) - 1 from activity)",
            "insert into dead_letter (target, position, reason, attempts, at) values ('member/m:1', 7, 'it cannot be', 5, 0)");
        Assert.Equal(0, (await node.Command(["read-only", "on"], Ct)).ExitCode);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder.Path, "skiller.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        var codes = (await Doctor(node)).Select(static one => one.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["log-broken", "ledger-differs", "dead-letters", "read-only", "file-readable"]), codes);
    }

    [Fact]
    public async Task A_plan_says_what_is_missing_and_applies_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        Assert.Equal(0, (await node.Command(["migrate"], Ct)).ExitCode);
        Assert.Equal((0, "The schema is up to date."), await node.Command(["migrate", "--plan"], Ct));
        await Planting.Plant(folder.Path, null, "delete from schemaversions where scriptname in ('0192-dropped-letters.sql', '0191-nodes.sql')");

        for (var i = 0; i < 2; i++)
        {
            var (exitCode, output) = await node.Command(["migrate", "--plan"], Ct);
            Assert.Equal(1, exitCode);
            Assert.Equal(
                [
                    "would apply 0191-nodes.sql: only adds, nodes of the version before go on beside it",
                    "would apply 0192-dropped-letters.sql: only adds, nodes of the version before go on beside it",
                ],
                output.Split('\n'));
        }

        Assert.Equal(["schema-behind"], (await Doctor(node)).Where(static one => one.Severity == "error").Select(static one => one.Code));
    }

    private static async Task<IReadOnlyList<(string Code, string Severity, string What)>> Doctor(Node node)
    {
        var (exitCode, output) = await node.Command(["doctor", "--json"], Ct);
        var found = JsonDocument.Parse(output).RootElement.EnumerateArray()
            .Select(static one => (one.GetProperty("code").GetString()!, one.GetProperty("severity").GetString()!, one.GetProperty("what").GetString()!)).ToList();
        Assert.Equal(found.Exists(static one => one.Item2 != "note") ? 1 : 0, exitCode);
        return found;
    }

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
