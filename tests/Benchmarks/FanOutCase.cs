using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>How long after its decision is a vote folded into the author's standing, and how many folds a second are there?</summary>
internal static class FanOutCase
{
    private const int Authors = 1_000;
    private const double PerSecond = 200;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        return await Run(await server.CreateDatabase(), "PostgreSQL");
    }

    public static Task<IReadOnlyList<Row>> OnSqlite() => Run(null, "SQLite");

    private static async Task<IReadOnlyList<Row>> Run(string? database, string name)
    {
        await using var node = await BenchNode.Start(database);
        var community = new Community(node.Grains) { Authors = Authors };
        var posts = await community.Questions(Authors, answers: 2, bodyLength: 500);

        // Every author is awake before anything is measured.
        foreach (var (question, answer) in posts)
        {
            await community.Vote(question, answer);
        }

        using var steady = new Fanned("member");
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / PerSecond)))
        {
            var start = TimeProvider.System.GetTimestamp();
            for (var i = 0; TimeProvider.System.GetElapsedTime(start) < _time && await timer.WaitForNextTickAsync(); i++)
            {
                await community.Vote(posts[i % posts.Length].Question, posts[i % posts.Length].Answer);
            }
        }

        await Quiet(steady);
        var latency = (steady.P50, steady.P99);
        using var full = new Fanned("member");
        using var lists = new Fanned("lists");
        var begun = TimeProvider.System.GetTimestamp();
        var votes = await Load.Run(256, _time, (caller, n) =>
        {
            var (question, answer) = posts[(int)((caller + (n * 256)) % posts.Length)];
            return community.Vote(question, answer);
        });
        await Quiet(full);
        await Quiet(lists);
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        return
        [
            new Row($"Decided to folded at 200 votes/s, {Authors} members, {name}", $"p50 {Report.Number(latency.P50)} ms, p99 {Report.Number(latency.P99)} ms", "p50 ≤ 10 ms, p99 ≤ 50 ms", "the append is in it"),
            new Row($"Folds a second, {name}", $"{Report.Number((full.Folded + lists.Folded) / seconds)}/s", "≥ 7,000/s", $"{Report.Number(votes.PerSecond)} votes/s appended; {full.Folded} folds of standings and {lists.Folded} of lists in {Report.Number(seconds)} s"),
        ];
    }

    private static async Task Quiet(Fanned fanned)
    {
        for (var last = -1L; last != fanned.Folded;)
        {
            last = fanned.Folded;
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }
}
