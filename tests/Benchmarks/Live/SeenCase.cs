using System.Collections.Concurrent;
using HdrHistogram;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks.Live;

/// <summary>How long after a vote is acknowledged do 500 clients on its topic see it, at 100 votes a second? Node and clients are one process.</summary>
internal static class SeenCase
{
    private const int Clients = 500;
    private const int PerSecond = 100;
    private const int WarmingVotes = 100;
    private static readonly TimeSpan _warming = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        return await Run(await server.CreateDatabase(), "PostgreSQL");
    }

    public static Task<IReadOnlyList<Row>> OnSqlite() => Run(null, "SQLite");

    private static async Task<IReadOnlyList<Row>> Run(string? database, string name)
    {
        await using var node = await BenchNode.Start(database);
        var question = await new Community(node.Grains).Ask(1, 500);
        using var clients = new LiveClients(node.Public, $"question:{question}");
        await clients.Open(Clients);

        // All votes are for it, so that the nth event is the one by which the score became n.
        var acknowledged = new ConcurrentDictionary<int, long>();
        var seen = new List<long>[Clients];
        var all = new CountdownEvent(Clients * (WarmingVotes + (int)(PerSecond * _time.TotalSeconds)));
        var reading = clients.Sockets.Select((socket, number) =>
        {
            var times = seen[number] = [];
            return LiveClients.Read(socket, "event: post-voted"u8.ToArray(), () =>
            {
                times.Add(TimeProvider.System.GetTimestamp());
                all.Signal();
            });
        }).ToArray();
        await Load.Pace(WarmingVotes / _warming.TotalSeconds, _warming, number => Vote(node.Grains, question, number, acknowledged));
        var (perSecond, latest) = await Load.Pace(PerSecond, _time, number => Vote(node.Grains, question, WarmingVotes + number, acknowledged));
        if (!await Task.Run(() => all.Wait(_patience)))
        {
            throw new InvalidOperationException($"{all.CurrentCount} events were not seen.");
        }

        var histogram = new LongHistogram(TimeSpan.FromMinutes(1).Ticks, 3);
        foreach (var times in seen)
        {
            for (var score = WarmingVotes + 1; score <= times.Count; score++)
            {
                histogram.RecordValue(Math.Max(1, TimeProvider.System.GetElapsedTime(acknowledged[score], times[score - 1]).Ticks));
            }
        }

        return
        [
            new Row(
                $"Acknowledged to seen by a client, {Clients} clients on a topic, {name}",
                $"p50 {Report.Number(Load.Milliseconds(histogram, 50))} ms, p99 {Report.Number(Load.Milliseconds(histogram, 99))} ms",
                "p50 ≤ 20 ms, p99 ≤ 100 ms",
                $"{Report.Number(perSecond)} votes/s were begun, none later than {Report.Number(latest.TotalMilliseconds)} ms after its time; each of {histogram.TotalCount:N0} events seen once"),
        ];
    }

    private static async Task Vote(IGrainFactory grains, QuestionId question, long number, ConcurrentDictionary<int, long> acknowledged)
    {
        var voter = new Actor(new MemberId(2_000_000_000 + number), Role.Member, null);
        var receipt = await grains.Question(question).Vote(new CastVote(voter, new PostRef(null), 1), CancellationToken.None);
        acknowledged[receipt.Value?.Score ?? throw new InvalidOperationException($"Refused: {receipt.Refusal?.Code}")] = TimeProvider.System.GetTimestamp();
    }
}
