using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>F04: the one node on SQLite loses power, its disk fails, and what it had not yet moved into the database is cut off.</summary>
[Collection(nameof(OneAtATime))]
public sealed class SqliteFaultTests
{
    private const int Seed = 20261205;
    private const int PageBytes = 4_096;
    private const int MostCuts = 300;
    private static readonly TimeSpan _failing = TimeSpan.FromSeconds(FaultScale.Of(3, 8));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task F04_the_disk_of_SQLite_fails_and_its_node_is_killed()
    {
        Assert.SkipWhen(BrokenCalls.Missing is not null, BrokenCalls.Missing ?? "");
        await using var cluster = await SqliteCluster.Start(Ct);
        using var folder = new TemporaryFolder();
        var run = new FaultRun(cluster, Seed);
        var cuts = "";
        var (row, differences) = await run.Suffer(new FaultRow("F04", $"every fsync and fdatasync of a node on SQLite fails with EIO for {_failing.TotalSeconds:0} s; then `kill -9` under load", FaultAim.BackWithin(5)), async (moment, ct) =>
        {
            var failed = await BrokenCalls.Fail(cluster.Node.Id, "fsync,fdatasync", "EIO", _failing, ct);
            moment.Note($"{failed} calls failed, the node {(cluster.Node.IsRunning ? "stayed" : "ended itself")}");
            await Task.Delay(TimeSpan.FromSeconds(5), ct);
            await cluster.Node.Kill();
            moment.Heals();
            var begun = TimeProvider.System.GetTimestamp();
            foreach (var file in Directory.EnumerateFiles(cluster.Node.DataFolder, "*.db*"))
            {
                File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
            }

            await cluster.Node.Start(ct);
            moment.Note($"ready {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s after it was killed");
        }, Ct);
        cuts = await Cut(folder.Path, Path.GetFileName(cluster.File));
        TestContext.Current.TestOutputHelper?.WriteLine(row.ToString());
        FaultReport.Add(row with { What = "the write-ahead log that it left, cut off anywhere: " + cuts, Notes = [], Aim = FaultAim.Nothing });
        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(20).Prepend(row.ToString())));
    }

    // Of what a killed node leaves, every piece of its write-ahead log is a database that is whole, whose log is a beginning of the whole one.
    private static async Task<string> Cut(string folder, string name)
    {
        var (database, wal) = (await File.ReadAllBytesAsync(Path.Combine(folder, name), Ct), await File.ReadAllBytesAsync(Path.Combine(folder, name + "-wal"), Ct));
        var whole = await Opened(database, wal);
        var ends = Enumerable.Range(0, (wal.Length / PageBytes) + 1).Select(static page => page * PageBytes).ToArray();
        var stride = Math.Max(1, (ends.Length + MostCuts - 1) / MostCuts);
        var last = 0;
        var count = 0;
        foreach (var end in ends.Where((_, i) => i % stride == 0))
        {
            var kept = await Opened(database, wal[..end]);
            Assert.Equal(whole.Take(kept.Length), kept);
            Assert.True(kept.Length >= last, $"{end} bytes of it hold less than fewer do.");
            last = kept.Length;
            count++;
        }

        return $"{count} ends at multiples of 4 KiB of {wal.Length / 1_024} KiB, every one opens, is whole by `integrity_check`, and has a beginning of the log";
    }

    private static async Task<ImmutableArray<LogLine>> Opened(byte[] database, byte[] wal)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "cut.db");
        await File.WriteAllBytesAsync(file, database, Ct);
        await File.WriteAllBytesAsync(file + "-wal", wal, Ct);
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma integrity_check";
            Assert.Equal("ok", await command.ExecuteScalarAsync(Ct));
        }

        return await SqliteCluster.ReadLog(file, Ct);
    }
}
