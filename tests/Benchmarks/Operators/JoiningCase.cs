using System.Collections.Concurrent;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks.Operators;

/// <summary>What do two silos and those who vote notice of a third that joins, and leaves again?</summary>
internal static class JoiningCase
{
    private const double VotesASecond = 50;
    private const double Warming = 200;
    private static readonly TimeSpan _warm = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan _calm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _around = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        await using var first = await NodeProcess.Start(database);
        await using var second = await NodeProcess.Start(database);
        using var village = await Village.Found(first, [first.Public, second.Public], 20, 60);
        var number = 0L;
        await Load.Pace(Warming, _warm, _ => village.Vote(Interlocked.Increment(ref number)));

        var calm = await During(_calm);
        NodeProcess? third = null;
        var join = await During(_around, async () => third = await NodeProcess.Start(database));
        var leave = await During(_around, () => third!.Leave());
        await third!.DisposeAsync();
        return
        [
            new Row("A third silo joins two: processor time beyond calm ones, theirs", $"{Report.Number((join.Cpu - (calm.Cpu * (join.Time / calm.Time))).TotalSeconds)} s", "", Told(join, calm)),
            new Row("It leaves again: processor time beyond calm ones, theirs", $"{Report.Number((leave.Cpu - (calm.Cpu * (leave.Time / calm.Time))).TotalSeconds)} s", "", Told(leave, calm)),
        ];

        async Task<Noticed> During(TimeSpan time, Func<Task>? what = null)
        {
            var failed = 0;
            var times = new ConcurrentBag<TimeSpan>();
            var (begun, cpu) = (TimeProvider.System.GetTimestamp(), first.Cpu + second.Cpu);
            using var over = new CancellationTokenSource();
            var voting = Vote(over.Token);
            var own = TimeProvider.System.GetTimestamp();
            await (what?.Invoke() ?? Task.CompletedTask);
            var took = TimeProvider.System.GetElapsedTime(own);
            await Task.Delay(time, CancellationToken.None);
            await over.CancelAsync();
            await voting;
            return new Noticed(first.Cpu + second.Cpu - cpu, TimeProvider.System.GetElapsedTime(begun), took, failed, times.Max());

            async Task Vote(CancellationToken ct)
            {
                while (!ct.IsCancellationRequested)
                {
                    await Load.Pace(VotesASecond, TimeSpan.FromSeconds(1), async _ =>
                    {
                        var start = TimeProvider.System.GetTimestamp();
                        try
                        {
                            await village.Vote(Interlocked.Increment(ref number));
                        }
                        catch (HttpRequestException)
                        {
                            Interlocked.Increment(ref failed);
                        }

                        times.Add(TimeProvider.System.GetElapsedTime(start));
                    });
                }
            }
        }
    }

    private static string Told(Noticed noticed, Noticed calm) =>
        $"{Report.Number(noticed.Took.TotalSeconds)} s until it was done; {noticed.Failed} of the votes failed, at {VotesASecond} a second; the slowest took {Report.Number(noticed.Slowest.TotalMilliseconds)} ms, {Report.Number(calm.Slowest.TotalMilliseconds)} ms before it";

    private sealed record Noticed(TimeSpan Cpu, TimeSpan Time, TimeSpan Took, int Failed, TimeSpan Slowest);
}
