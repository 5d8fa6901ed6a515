using System.Globalization;
using System.Text.Json;
using Npgsql;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>F37: the database is restored to a moment between two backups, as deploy/README.md tells operators: a base backup, and the WAL archived since.</summary>
[Collection(nameof(OneAtATime))]
public sealed class PointInTimeTests
{
    private const int Seed = 20261206;
    private const int ArchivedWithin = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task F37_a_database_comes_back_as_it_was_at_a_moment_by_its_archived_WAL()
    {
        // The server's own user goes through it.
        using var folder = new TemporaryFolder();
        var (archive, copy) = (Path.Combine(folder.Path, "archive"), Path.Combine(folder.Path, "copy"));
        await GiveFolders(folder.Path, archive, copy);
        var server = await PostgresServer.Start(
            FaultCluster.MostConnections, "archive_mode=on", $"archive_timeout={ArchivedWithin}s", $"archive_command=test ! -f {archive}/%f && cp %p {archive}/%f");
        await using var cluster = await FaultCluster.On(server, networks: false, Ct);
        var run = new FaultRun(cluster, Seed);
        var row = new FaultRow("F37", $"a base backup under load, WAL archived within {ArchivedWithin} s; restored to a moment between them", FaultAim.NoErrors);
        var (seen, differences) = await run.Suffer(row, async (moment, ct) =>
        {
            await PostgresPrograms.Run(
                "pg_basebackup", "-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-D", Path.Combine(copy, "data"), "--checkpoint=fast");
            await Task.Delay(TimeSpan.FromSeconds(FaultScale.Of(3, 6)), ct);
            var acknowledged = await cluster.Ask("select max(position) from activity", ct);
            var until = TimeProvider.System.GetUtcNow();
            await Task.Delay(TimeSpan.FromSeconds(2 * ArchivedWithin), ct);
            var (head, behind) = (await cluster.Ask("select max(position) from activity", ct), await cluster.Ask("select extract(epoch from now() - last_archived_time)::bigint from pg_stat_archiver", ct));
            var (position, kept) = await Restored(folder.Path, copy, archive, until, ct);
            var log = await cluster.ReadLog(ct);
            Assert.True(position >= acknowledged, $"{acknowledged} was acknowledged by then, and what was restored goes up to {position}.");
            Assert.All(kept, line => Assert.True(line.At <= until.AddSeconds(1), $"{line.Position} is of {line.At:O}, after {until:O}."));
            Assert.Equal(log.Where(line => line.Position <= position).Select(Row), kept.Select(Row));
            moment.Note($"up to {position}, exactly, and verified; all {acknowledged} that were acknowledged by that moment are in it; {head - position} later ones are not; a loss of the disk would have cost the last {behind} s");
        }, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(seen.ToString());
        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(20).Prepend(seen.ToString())));
    }

    private static (long, string, long, string, string) Row(LogLine line) => (line.Position, line.Stream, line.Version, line.Kind, line.Payload);

    // On a server of its own, whose content goes to a new database by skiller backup and skiller restore, which seals it.
    private static async Task<(long Position, IReadOnlyList<LogLine> Log)> Restored(string folder, string copy, string archive, DateTimeOffset until, CancellationToken ct)
    {
        await File.AppendAllTextAsync(
            Path.Combine(copy, "data", "postgresql.auto.conf"),
            string.Create(CultureInfo.InvariantCulture, $"restore_command = 'cp {archive}/%f %p'\nrecovery_target_time = '{until:yyyy-MM-dd HH:mm:ss.ffffff}+00'\nrecovery_target_action = 'promote'\n"),
            ct);
        await File.WriteAllTextAsync(Path.Combine(copy, "data", "recovery.signal"), "", ct);
        await using var server = await PostgresServer.StartOn(copy, FaultCluster.MostConnections);
        var database = server.ConnectionString("test_1");
        while (await Ask(database, "select pg_is_in_recovery()::int", ct) == 1)
        {
            await Task.Delay(100, ct);
        }

        var backup = Path.Combine(folder, "backup");
        await using var recovered = new Node(Path.Combine(folder, "recovered"), database);
        var (exitCode, output) = await recovered.Command(["backup", backup, "--json"], ct);
        Assert.True(exitCode == 0, output);
        var position = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("point").GetProperty("position").GetInt64();

        await server.Execute("postgres", "create database restored");
        await using var node = new Node(Path.Combine(folder, "restored"), server.ConnectionString("restored"));
        var restored = await node.Command(["restore", backup], ct);
        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Contains("Verified.", restored.Output, StringComparison.Ordinal);
        return (position, await PostgresLog.Read(server.ConnectionString("restored") + ";Pooling=false", ct));
    }

    private static async Task<int> Ask(string database, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task GiveFolders(string home, params string[] folders)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        }

        foreach (var folder in folders)
        {
            Directory.CreateDirectory(folder);
            await PostgresPrograms.GiveToServer(folder);
        }
    }
}
