using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Skiller.Contracts;
using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Benchmarks.Search;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>Does one find what one means, and how long does it take among 50,000 posts?</summary>
internal static class SearchCase
{
    private const int AtOnce = 500;
    private const int Rounds = 3;
    private const int PageSize = 30;
    private static readonly string[] _ways = ["in a sentence", "in a few words", "mistyped"];

    public static async Task<IReadOnlyList<Row>> OnSqlite()
    {
        using var folder = new TemporaryFolder();
        return await Run("SQLite", new StorageOptions(null, folder.Path), isQualityToo: true);
    }

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        return await Run("PostgreSQL", new StorageOptions(await server.CreateDatabase(), folder.Path), isQualityToo: false);
    }

    private static async Task<IReadOnlyList<Row>> Run(string database, StorageOptions options, bool isQualityToo)
    {
        await using var services = new ServiceCollection().AddLogging().AddSkillerStorage(options).BuildServiceProvider();
        await services.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
        var (index, community) = (services.GetRequiredService<ISearchIndex>(), new InventedCommunity());
        var began = Stopwatch.GetTimestamp();
        var mark = 0L;
        foreach (var part in community.Changes().Chunk(AtOnce))
        {
            await index.Write("l:0", mark, mark + 1, part, CancellationToken.None);
            mark++;
        }

        var filled = Stopwatch.GetElapsedTime(began);
        var searching = new Searching(index);
        var places = new List<(Sought Sought, int Way, int Place, bool IsEmpty)>();
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var sought in community.Sought)
            {
                for (var way = 0; way < sought.Queries.Count; way++)
                {
                    var start = Stopwatch.GetTimestamp();
                    var best = (await searching.Find(SearchWording.Of(sought.Queries[way]), null, Locale.Fr, null, null, CancellationToken.None)).Best;
                    await index.Texts([.. best.Take(PageSize).Select(static found => (found.Kind, found.Document))], 12, CancellationToken.None);
                    if (round > 0)
                    {
                        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                        continue;
                    }

                    var number = community.NumberOf(sought).Value;
                    places.Add((sought, way, best.Where(static found => found.Kind == SearchKind.Question).Take(1_000).ToList().FindIndex(found => found.Document == number), best.Count == 0));
                }
            }
        }

        times.Sort();
        var posts = InventedCommunity.Questions + InventedCommunity.Answers;
        List<Row> rows =
        [
            new Row(
                $"A search among {Report.Number(posts)} posts, {database}: p99",
                $"{Report.Number(times[times.Count * 99 / 100])} ms",
                "< 50 ms",
                $"p50 {Report.Number(times[times.Count / 2])} ms, one caller, {times.Count} searches with the texts of a page of {PageSize}; filled in {Report.Number(filled.TotalSeconds)} s ({Report.Number(posts / filled.TotalSeconds)} posts/s)"),
        ];
        if (isQualityToo)
        {
            rows.Add(Quality("held out", places.Where(static place => place.Sought.IsHeldOut).ToList()));
            rows.Add(Quality("tuned on", places.Where(static place => !place.Sought.IsHeldOut).ToList()));
            foreach (var miss in places.Where(static place => !place.Sought.IsHeldOut && place.Place is < 0 or > 9))
            {
                await Console.Error.WriteLineAsync($"    not among ten: {miss.Sought.Queries[miss.Way]} (place {miss.Place + 1}): {miss.Sought.Title}");
            }
        }

        return rows;
    }

    private static Row Quality(string part, List<(Sought Sought, int Way, int Place, bool IsEmpty)> places)
    {
        var ways = places.GroupBy(static place => place.Way)
            .Select(way => $"{_ways[way.Key]} {Share(way, static place => place.Place is >= 0 and < 10)}");
        return new Row(
            $"French queries, {part}: hit@10",
            Share(places, static place => place.Place is >= 0 and < 10),
            "≥ 0.90",
            $"{places.Count} queries, hit@1 {Share(places, static place => place.Place == 0)}, MRR {Report.Number(places.Average(static place => place.Place < 0 ? 0 : 1.0 / (place.Place + 1)))}, without result {Share(places, static place => place.IsEmpty)}; hit@10 {string.Join(", ", ways)}");
    }

    private static string Share<T>(IEnumerable<T> all, Func<T, bool> some) => all.Average(one => some(one) ? 1.0 : 0).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
