using System.Collections.Concurrent;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks.Operators;

/// <summary>
/// What does a backup cost those who write at 300 acts a second (RELIABILITY.md 4.2)? Backups follow one another as long as it is measured; the last one
/// is restored and verified.
/// </summary>
internal static class BackupCase
{
    private const double WritesASecond = 300;
    private const int Posts = 20_000;
    private const int Callers = 64;
    private static readonly TimeSpan _warm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        await using var elsewhere = await PostgresServer.Start();
        return await Run(await server.CreateDatabase(), await elsewhere.CreateDatabase(), "PostgreSQL");
    }

    public static Task<IReadOnlyList<Row>> OnSqlite() => Run(null, null, "SQLite");

    private static async Task<IReadOnlyList<Row>> Run(string? database, string? empty, string name)
    {
        await using var node = await NodeProcess.Start(database);
        using var village = await Village.Found(node, [node.Public], 20, 60);
        using var dump = new TemporaryFolder();
        GeneratedDump.Write(dump.Path, Posts);
        await node.Command("import", "stackexchange", dump.Path, "--site", "generated");
        var number = 0L;
        await Paced(_warm);

        var calm = await Paced(_time);
        var (paced, backups) = await Beside(() => Paced(_time));
        var full = await Load.Run(Callers, _time, Vote);
        var (fullBeside, fullBackups) = await Beside(() => Load.Run(Callers, _time, Vote));

        using var folder = new TemporaryFolder();
        var backup = Path.Combine(folder.Path, "backup");
        var saved = await node.Command("backup", backup);
        var (restored, verified) = await Restored(backup, folder.Path, empty);
        return
        [
            new Row(
                $"Writes acknowledged at {WritesASecond} a second while backups run, {name}",
                $"{Report.Number(paced.Done / calm.Done)} ×",
                "≥ 0.8 ×",
                $"{Report.Number(paced.Done)}/s against {Report.Number(calm.Done)}/s over HTTP; p99 {Report.Number(paced.P99)} ms against {Report.Number(calm.P99)} ms; {backups} backups of {Posts:N0} posts in {_time.TotalSeconds} s"),
            new Row(
                $"The same at as many as {Callers} callers make, {name}",
                $"{Report.Number(fullBeside.PerSecond / full.PerSecond)} ×",
                "",
                $"{Report.Number(fullBeside.PerSecond)}/s against {Report.Number(full.PerSecond)}/s; p99 {Report.Number(fullBeside.P99)} ms against {Report.Number(full.P99)} ms; {fullBackups} backups"),
            new Row(
                $"The last of them, restored into a new database and verified, {name}",
                "clean for its position",
                "clean",
                $"backup {Report.Number(saved.TotalSeconds)} s, restore with its own check {Report.Number(restored.TotalSeconds)} s, verify {Report.Number(verified.TotalSeconds)} s"),
        ];

        Task Vote(int caller, long n) => village.Vote(Interlocked.Increment(ref number));

        async Task<(double Done, double P99)> Paced(TimeSpan time)
        {
            var times = new ConcurrentBag<double>();
            var begun = TimeProvider.System.GetTimestamp();
            await Load.Pace(WritesASecond, time, async _ =>
            {
                var start = TimeProvider.System.GetTimestamp();
                await village.Vote(Interlocked.Increment(ref number));
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            });
            var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            return (times.Count / seconds, times.Order().ElementAt(times.Count * 99 / 100));
        }

        async Task<(T Result, int Backups)> Beside<T>(Func<Task<T>> load)
        {
            var (running, made) = (load(), 0);
            while (!running.IsCompleted)
            {
                using var kept = new TemporaryFolder();
                await node.Command("backup", Path.Combine(kept.Path, "backup"));
                made++;
            }

            return (await running, made);
        }
    }

    private static async Task<(TimeSpan Restored, TimeSpan Verified)> Restored(string backup, string folder, string? database)
    {
        var data = Path.Combine(folder, "restored");
        return (await NodeProcess.Command(data, database, "restore", backup), await NodeProcess.Command(data, database, "verify"));
    }
}
