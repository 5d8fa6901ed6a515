using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks.Live;

/// <summary>
/// What does a post cost whose author, or whose question, 10,000 members follow, and when do they have it? And what do feeds cost when they are read,
/// by how much one follows? A feed is merged when it is read, and a notification written for each follower: the two ways side by side.
/// </summary>
internal static class FollowersCase
{
    private const int Followers = 10_000;
    private const int Callers = 64;
    private const int Posts = 200;
    private const int Sampled = 100;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        return await Run(await server.CreateDatabase(), "PostgreSQL");
    }

    public static Task<IReadOnlyList<Row>> OnSqlite() => Run(null, "SQLite");

    private static async Task<IReadOnlyList<Row>> Run(string? database, string name)
    {
        await using var node = await BenchNode.Start(database);
        var members = await Joined.Members(node, 60);
        var community = new Community(node.Grains) { Authors = members };
        var (known, unknown) = (0, 1);
        await Each(Followers, number => Follow(node.Grains, Follower(number), Source.Of(members[known])));
        var quiet = await community.Ask(2, 500);
        var loud = await community.Ask(2, 500);
        await Each(Followers, number => Follow(node.Grains, Follower(number), Source.Of(loud)));
        return
        [
            await Asking(node, community, known, unknown, name),
            await Seen(node, community, known, name),
            await Answering(node, community, loud, quiet, name),
            await Told(node, community, loud, name),
            .. await Reading(node, community, members, name),
        ];
    }

    private static async Task<Row> Asking(BenchNode node, Community community, int known, int unknown, string name)
    {
        var (with, without) = await Alternately(() => community.Ask(known, 500), () => community.Ask(unknown, 500));
        return Ratio($"A question of an author whom {Followers:N0} follow against one whom nobody does, {name}", with, without, node);
    }

    private static async Task<Row> Answering(BenchNode node, Community community, QuestionId loud, QuestionId quiet, string name)
    {
        var number = 3;
        var (with, without) = await Alternately(() => community.Answer(loud, number++ % 50, 300), () => community.Answer(quiet, number++ % 50, 300), posts: 20);
        return Ratio($"An answer to a question that {Followers:N0} follow against one that only its author does, {name}", with, without, node);
    }

    private static Row Ratio(string what, LongHistogram with, LongHistogram without, BenchNode node) => new(
        what,
        $"{Report.Number(Load.Milliseconds(with, 50) / Load.Milliseconds(without, 50))} ×",
        "≤ 1.2 ×",
        $"median {Report.Number(Load.Milliseconds(with, 50))} ms against {Report.Number(Load.Milliseconds(without, 50))} ms, {with.TotalCount} of each in turn, one caller, through the grains of {node.Public.Host}");

    // Of so many followers each feed is read until the post is in it.
    private static async Task<Row> Seen(BenchNode node, Community community, int known, string name)
    {
        var began = TimeProvider.System.GetTimestamp();
        var question = await community.Ask(known, 500);
        var latest = TimeSpan.Zero;
        foreach (var number in Enumerable.Range(0, Sampled))
        {
            await Until(async () =>
            {
                var follower = Follower(number * (Followers / Sampled));
                var page = await node.Grains.Feed().Page(follower, new PageRequest(null, 10), CancellationToken.None);
                return page.Value!.Items.Any(card => card.Question.Id == question);
            });
            latest = TimeProvider.System.GetElapsedTime(began);
        }

        return new Row(
            $"From a question until it is in the feeds of those who follow its author, {Followers:N0} of them, {name}",
            $"{Report.Number(latest.TotalSeconds)} s",
            "≤ 5 s",
            $"{Sampled} of the feeds were read one after the other, each until it was there");
    }

    private static async Task<Row> Told(BenchNode node, Community community, QuestionId loud, string name)
    {
        var began = TimeProvider.System.GetTimestamp();
        var answer = await community.Answer(loud, 55, 300);
        foreach (var number in Enumerable.Range(0, Sampled))
        {
            await Until(async () =>
            {
                var query = new NotificationQuery(new PageRequest(null, 10), false, NotificationKind.Answer);
                var page = await node.Grains.Notifications(Follower(number * (Followers / Sampled))).List(query, CancellationToken.None);
                return page.Value!.Items.Any(item => item.Answer == answer);
            });
        }

        return new Row(
            $"From an answer until those who follow its question are told, {Followers:N0} of them, {name}",
            $"{Report.Number(TimeProvider.System.GetElapsedTime(began).TotalSeconds)} s",
            "≤ 5 s",
            $"a row each, written by one statement; {Sampled} inboxes were read one after the other, each until it was there");
    }

    // How much members follow is like Zipf's law: few follow hundreds of sources, most a handful.
    private static async Task<IReadOnlyList<Row>> Reading(BenchNode node, Community community, ImmutableArray<MemberId> members, string name)
    {
        // Nobody follows oneself, so the three who read are not among them.
        var sources = members.Skip(4).Select(static member => Source.Of(member)).ToList();
        foreach (var number in Enumerable.Range(0, 500))
        {
            sources.Add(Source.Of(await community.Ask(number % 50, 300)));
        }

        var rows = new List<Row>();
        using var http = new HttpClient { BaseAddress = node.Public };
        var reader = 1;
        foreach (var follows in new[] { 5, 50, 500 })
        {
            var member = members[reader];
            await Each(follows, number => Follow(node.Grains, member, sources[(number * sources.Count) / follows]));
            http.DefaultRequestHeaders.Authorization = new("Bearer", await Joined.Session(node, reader + 1));
            await Task.Delay(TimeSpan.FromSeconds(2));
            rows.Add(await Read(http, "/api/v1/feed", $"Feed of a member who follows {follows}, {name}"));
            reader++;
        }

        rows.Add(await Read(http, "/api/v1/notifications", $"Notifications of a member, {name}"));
        return rows;
    }

    private static async Task<Row> Read(HttpClient http, string path, string what)
    {
        var address = new Uri(path, UriKind.Relative);
        var bytes = (await http.GetByteArrayAsync(address)).Length;
        using var process = Process.GetCurrentProcess();
        var calls = 0L;
        var cpu = process.TotalProcessorTime;
        var load = await Load.Run(4, _time, async (_, _) =>
        {
            await http.GetByteArrayAsync(address);
            Interlocked.Increment(ref calls);
        });
        process.Refresh();
        var perSecondOfCpu = calls / (process.TotalProcessorTime - cpu).TotalSeconds;
        return new Row(
            what,
            string.Create(CultureInfo.InvariantCulture, $"{perSecondOfCpu:0} a second of CPU"),
            "",
            $"{Report.Number(load.PerSecond)}/s, p50 {Report.Number(load.P50)} ms, p99 {Report.Number(load.P99)} ms, {bytes:N0} bytes; the caller's CPU and the node's, without a database server's");
    }

    private static MemberId Follower(int number) => new(3_000_000_000 + number);

    private static async Task Follow(IGrainFactory grains, MemberId member, Source source)
    {
        var followed = await grains.Following(member).Follow(new ChooseSource(new Actor(member, Role.Member, null), source), CancellationToken.None);
        if (followed.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Refused: {refusal.Code}");
        }
    }

    private static async Task Each(int count, Func<int, Task> act)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) => await act(number));
    }

    private static async Task<(LongHistogram With, LongHistogram Without)> Alternately<T>(Func<Task<T>> with, Func<Task<T>> without, int posts = Posts)
    {
        var histograms = (With: new LongHistogram(TimeSpan.FromMinutes(1).Ticks, 3), Without: new LongHistogram(TimeSpan.FromMinutes(1).Ticks, 3));
        for (var n = 0; n < posts; n++)
        {
            await Timed(with, histograms.With);
            await Timed(without, histograms.Without);
        }

        return histograms;
    }

    private static async Task Timed<T>(Func<Task<T>> act, LongHistogram histogram)
    {
        var began = TimeProvider.System.GetTimestamp();
        await act();
        histogram.RecordValue(Math.Max(1, TimeProvider.System.GetElapsedTime(began).Ticks));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > _patience)
            {
                throw new InvalidOperationException("It does not come.");
            }

            await Task.Delay(20);
        }
    }
}
