using Skiller.Contracts;
using Skiller.Tests.Benchmarks.Search;

namespace Skiller.Tests.Benchmarks;

/// <summary>Is our own analysis of texts better than one that is kept by others? Over what people wrote, with one plain ranking.</summary>
internal static class AnalysisCase
{
    public static async Task<IReadOnlyList<Row>> Run()
    {
        var corpus = WrittenCorpus.Read();
        var rows = new List<Row>();
        foreach (var analysis in Analysis.All)
        {
            var ranking = new PlainRanking(analysis, corpus);
            var places = await Quality.Measure(
                Sought.French,
                corpus.NumberOf,
                query => Task.FromResult<IReadOnlyList<long>>([.. ranking.Find(query, Locale.Fr).Select(static place => WrittenCorpus.NumberOf(place).Value)]));
            var heldOut = places.Where(static place => place.Sought.IsHeldOut).ToList();
            var kinds = heldOut.GroupBy(static place => place.Query.Kind).OrderBy(static kind => kind.Key, StringComparer.Ordinal)
                .Select(static kind => $"{kind.Key} {Quality.Hits([.. kind], 10)}");
            rows.Add(new Row(
                $"Analysis alone, {analysis.Name}, held out: hit@10",
                Quality.Hits(heldOut, 10),
                "",
                $"{Quality.Summary(heldOut)} ({string.Join(", ", kinds)}); tuned on: {Quality.Summary([.. places.Where(static place => !place.Sought.IsHeldOut)])}; {WordFamilies.Of(analysis)}"));
        }

        return rows;
    }
}
