using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Backup;

/// <summary>
/// RELIABILITY.md 4.2, F36: a backup that is made while members write, restored into a new database, holds exactly the log up to its position; it
/// is verified before it serves, and sends nothing before it is released.
/// </summary>
public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task On_SQLite_a_backup_made_under_load_comes_back_verified_and_sealed()
    {
        await using var cluster = await SqliteCluster.Start(Ct);
        await ComesBack(cluster, null);
    }

    [Fact]
    public async Task On_PostgreSQL_a_backup_made_under_load_comes_back_verified_and_sealed()
    {
        await using var cluster = await PostgresCluster.Start(1, Ct);
        await using var elsewhere = await PostgresServer.Start();
        await ComesBack(cluster, await elsewhere.CreateDatabase());
    }

    [Fact]
    public async Task What_cannot_be_restored_is_refused_in_one_line_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(Path.Combine(folder.Path, "data"));
        Assert.Equal(0, (await node.Command(["migrate"], Ct)).ExitCode);
        var backup = Path.Combine(folder.Path, "backup");
        Assert.Equal(0, (await node.Command(["backup", backup], Ct)).ExitCode);

        await Refuses(node, ["backup", backup], "is not empty");
        await Refuses(node, ["restore", backup], "There is a database already");
        await Refuses(node, ["restore", folder.Path], "There is no backup in");
        await using var other = new Node(Path.Combine(folder.Path, "other"), settings: [KeyValuePair.Create("Skiller__ServiceId", "another")]);
        await Refuses(other, ["restore", backup], "is of the service");
        await using var elsewhere = new Node(Path.Combine(folder.Path, "elsewhere"), "Host=127.0.0.1;Port=1;Database=skiller;Username=skiller");
        await Refuses(elsewhere, ["restore", backup], "is of sqlite and the settings name postgresql");

        await File.AppendAllTextAsync(Path.Combine(backup, "skiller.db"), "x", Ct);
        await using var late = new Node(Path.Combine(folder.Path, "late"));
        await Refuses(late, ["restore", backup], "is not what its manifest says");
        Assert.False(Directory.Exists(late.DataFolder));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            foreach (var file in Directory.GetFiles(backup))
            {
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & others);
            }
        }
    }

    [Fact]
    public async Task What_was_backed_up_before_this_programs_migrations_comes_back_sealed_and_up_to_date()
    {
        using var folder = new TemporaryFolder();
        await using var old = new Node(Path.Combine(folder.Path, "old"));
        Assert.Equal(0, (await old.Command(["migrate"], Ct)).ExitCode);
        await Planting.Plant(old.DataFolder, null, "drop table seal; delete from schemaversions where scriptname = '0170-seal.sql'");
        var backup = Path.Combine(folder.Path, "backup");
        Assert.Equal(0, (await old.Command(["backup", backup], Ct)).ExitCode);

        await using var node = new Node(Path.Combine(folder.Path, "new"));
        var (exitCode, output) = await node.Command(["restore", backup], Ct);
        Assert.True(exitCode == 0, output);
        Assert.Contains("nothing is sent before skiller release", (await node.Command(["status"], Ct)).Output, StringComparison.Ordinal);
    }

    private static async Task Refuses(Node node, string[] command, string why)
    {
        var (exitCode, output) = await node.Command(command, Ct);
        Assert.Equal(1, exitCode);
        Assert.Contains(why, Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }

    private static async Task ComesBack(ICluster cluster, string? database)
    {
        using var folder = new TemporaryFolder();
        var backup = Path.Combine(folder.Path, "backup");
        var made = await new CrashRun(cluster, writers: 4, kills: 0, seed: 23).During(() => cluster.Command(["backup", backup, "--json"], Ct), Ct);
        Assert.True(made.ExitCode == 0, made.Output);
        var point = JsonSerializer.Deserialize<JsonElement>(made.Output).GetProperty("point");
        var position = point.GetProperty("position").GetInt64();
        var log = await cluster.ReadLog(Ct);
        Assert.True(position < log[^1].Position, "Nobody wrote while it was made.");
        Assert.Equal(log.Count(line => line.Position <= position), point.GetProperty("facts").GetInt64());

        await using var node = new Node(Path.Combine(folder.Path, "data"), database);
        var restored = await node.Command(["restore", backup, "--json"], Ct);
        Assert.True(restored.ExitCode == 0, restored.Output);
        var report = JsonSerializer.Deserialize<JsonElement>(restored.Output);
        Assert.Equal((true, position), (report.GetProperty("isDone").GetBoolean(), report.GetProperty("position").GetInt64()));
        Assert.Equal($"No difference up to position {position}.", report.GetProperty("verified").GetProperty("said").EnumerateArray().Last().GetString());

        await Planting.Plant(
            node.DataFolder,
            database,
            "update seal set verified_at = 0",
            $"""
            insert into mail_outbox (key, kind, stream, version, state, attempts, due_at, made_at, settled_at, reason)
            select 'planted', 'confirm-address', stream, version, 0, 0, 0, {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000}, 0, ''
            from activity where kind = 'account-opened' order by position limit 1
            """);
        var (exitCode, output) = await node.Command(["run"], Ct);
        Assert.Equal(2, exitCode);
        Assert.Contains("is not verified yet", output, StringComparison.Ordinal);
        Assert.Equal(1, (await node.Command(["release"], Ct)).ExitCode);
        Assert.Equal(0, (await node.Command(["verify"], Ct)).ExitCode);

        await node.Start(Ct);
        await Sends(node, position);
    }

    private static async Task Sends(Node node, long position)
    {
        using var http = new HttpClient { BaseAddress = node.Public };
        var page = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/api/v1/questions", Ct));
        Assert.NotEmpty(page.GetProperty("items").EnumerateArray());
        Assert.Contains($"up to {position}, nothing is sent before skiller release", (await node.Command(["status"], Ct)).Output, StringComparison.Ordinal);

        // A test mail goes at once, past the outbox: what the folder holds beside it came from there.
        Assert.Equal(0, (await node.Command(["test-mail", "ada@elsewhere.example"], Ct)).ExitCode);
        await Task.Delay(TimeSpan.FromSeconds(7), Ct);
        var mails = Path.Combine(node.DataFolder, "mail");
        Assert.Single(Directory.GetFiles(mails));
        Assert.Equal(0, (await node.Command(["release"], Ct)).ExitCode);
        while (Directory.GetFiles(mails).Length == 1)
        {
            Ct.ThrowIfCancellationRequested();
            await Task.Delay(100, Ct);
        }
    }
}
