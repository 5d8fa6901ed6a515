using System.Collections.Immutable;
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

    /// <summary>What is found in what people wrote, and among 50,000 posts of which most were invented.</summary>
    public static async Task<IReadOnlyList<Row>> Quality()
    {
        var corpus = WrittenCorpus.Read();
        var rows = new List<Row>();
        await OnSqlite(corpus.Changes(), async (index, _) =>
        {
            var places = await Measure(index, Sought.French, corpus, Locale.Fr);
            rows.AddRange(Search.Quality.Rows($"French queries over {corpus.Questions.Length} questions that people wrote", "≥ 0.90", places));
            await Tell(Search.Quality.Misses(places));
            if (WrittenCorpus.HasSample)
            {
                places = await Measure(index, Sought.English, corpus, Locale.En);
                rows.AddRange(Search.Quality.Rows("English queries over the imported sample and the rest", "", places).Take(2));
                await Tell(Search.Quality.Misses(places));
            }
        });
        return rows;
    }

    public static async Task<IReadOnlyList<Row>> Sqlite()
    {
        IReadOnlyList<Row> rows = [];
        var corpus = WrittenCorpus.Read();
        await OnSqlite(corpus.Changes().Concat(new FillerCommunity(corpus).Changes()), async (index, filled) => rows =
        [
            .. await Times("SQLite", index, corpus, filled),
            .. Search.Quality.Rows($"French queries among {Report.Number(FillerCommunity.Posts)} posts", "", await Measure(index, Sought.French, corpus, Locale.Fr)),
        ]);
        return rows;
    }

    public static async Task<IReadOnlyList<Row>> Postgres()
    {
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        IReadOnlyList<Row> rows = [];
        var corpus = WrittenCorpus.Read();
        await On(
            new StorageOptions(await server.CreateDatabase(), folder.Path),
            corpus.Changes().Concat(new FillerCommunity(corpus).Changes()),
            async (index, filled) => rows = await Times("PostgreSQL", index, corpus, filled));
        return rows;
    }

    private static async Task OnSqlite(IEnumerable<SearchChange> changes, Func<ISearchIndex, TimeSpan, Task> measure)
    {
        using var folder = new TemporaryFolder();
        await On(new StorageOptions(null, folder.Path), changes, measure);
    }

    private static async Task On(StorageOptions options, IEnumerable<SearchChange> changes, Func<ISearchIndex, TimeSpan, Task> measure)
    {
        await using var services = new ServiceCollection().AddLogging().AddSkillerStorage(options).BuildServiceProvider();
        await services.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
        var index = services.GetRequiredService<ISearchIndex>();
        var (began, mark) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var part in changes.Chunk(AtOnce))
        {
            await index.Write("l:0", mark, mark + 1, part, CancellationToken.None);
            mark++;
        }

        await measure(index, Stopwatch.GetElapsedTime(began));
    }

    private static Task<ImmutableArray<Placed>> Measure(
        ISearchIndex index, ImmutableArray<Sought> all, WrittenCorpus corpus, Locale reader)
    {
        var searching = new Searching(index);
        return Search.Quality.Measure(all, corpus.NumberOf, async query =>
            [.. (await searching.Find(SearchWording.Of(query), SearchKind.Question, reader, null, null, CancellationToken.None)).Best.Select(static found => found.Document)]);
    }

    private static async Task<IReadOnlyList<Row>> Times(string database, ISearchIndex index, WrittenCorpus corpus, TimeSpan filled)
    {
        var searching = new Searching(index);
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var query in Sought.French.SelectMany(static sought => sought.Queries))
            {
                var start = Stopwatch.GetTimestamp();
                var best = (await searching.Find(SearchWording.Of(query.Text), null, Locale.Fr, null, null, CancellationToken.None)).Best;
                await index.Texts([.. best.Take(PageSize).Select(static found => (found.Kind, found.Document))], 12, CancellationToken.None);
                if (round > 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        times.Sort();
        return
        [
            new Row(
                $"A search among {Report.Number(FillerCommunity.Posts)} posts, {database}: p99",
                $"{Report.Number(times[times.Count * 99 / 100])} ms",
                "< 50 ms",
                $"p50 {Report.Number(times[times.Count / 2])} ms, worst {Report.Number(times[^1])} ms, one caller, {times.Count} searches with the texts of a page of {PageSize}; {corpus.Questions.Length} questions that people wrote among invented ones, filled in {Report.Number(filled.TotalSeconds)} s ({Report.Number(FillerCommunity.Posts / filled.TotalSeconds)} posts/s)"),
        ];
    }

    private static async Task Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync(line);
        }
    }
}
