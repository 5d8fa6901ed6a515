using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Questions;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>Whether what is looked for stands among what is found, and where.</summary>
internal static class Quality
{
    private const int OnePage = 10;
    private const int LastPlace = 1_000;

    /// <summary>Looks for everything in <paramref name="all"/>.</summary>
    /// <param name="all">What is looked for.</param>
    /// <param name="numberOf">The number of a question.</param>
    /// <param name="find">Answers the numbers of the questions found, best first.</param>
    public static async Task<ImmutableArray<Placed>> Measure(
        ImmutableArray<Sought> all, Func<Sought, QuestionId> numberOf, Func<string, Task<IReadOnlyList<long>>> find)
    {
        var placed = ImmutableArray.CreateBuilder<Placed>();
        foreach (var sought in all)
        {
            var number = numberOf(sought).Value;
            foreach (var query in sought.Queries)
            {
                var found = await find(query.Text);
                placed.Add(new Placed(sought, query, found.Take(LastPlace).ToList().IndexOf(number), found.Count == 0));
            }
        }

        return placed.ToImmutable();
    }

    /// <summary>A row for the half that is held out, one for the other, and one a kind.</summary>
    public static IEnumerable<Row> Rows(string what, string aim, IReadOnlyCollection<Placed> placed)
    {
        var (heldOut, tuned) = (placed.Where(static place => place.Sought.IsHeldOut).ToList(), placed.Where(static place => !place.Sought.IsHeldOut).ToList());
        yield return new Row($"{what}, held out: hit@10", Hits(heldOut, OnePage), aim, Details(heldOut));
        yield return new Row($"{what}, tuned on: hit@10", Hits(tuned, OnePage), aim, Details(tuned));
        foreach (var kind in placed.GroupBy(static place => place.Query.Kind).OrderBy(static kind => kind.Key, StringComparer.Ordinal))
        {
            var (one, other) = (kind.Where(static place => place.Sought.IsHeldOut).ToList(), kind.Where(static place => !place.Sought.IsHeldOut).ToList());
            yield return new Row($"{what}, {kind.Key}, held out: hit@10", Hits(one, OnePage), "", $"{Details(one)}; tuned on: hit@10 {Hits(other, OnePage)}, {Details(other)}");
        }
    }

    public static string Summary(IReadOnlyCollection<Placed> placed) => $"hit@10 {Hits(placed, OnePage)}, {Details(placed)}";

    public static string Hits(IReadOnlyCollection<Placed> placed, int most) => Share(placed, place => place.Place >= 0 && place.Place < most);

    /// <summary>What of the half that may be looked at is not on the first page.</summary>
    public static IEnumerable<string> Misses(IReadOnlyCollection<Placed> placed) => placed
        .Where(static place => !place.Sought.IsHeldOut && place.Place is < 0 or >= OnePage)
        .Select(static place => $"    not among ten ({place.Query.Kind}): {place.Query.Text} (place {place.Place + 1}): {place.Sought.Title}");

    private static string Details(IReadOnlyCollection<Placed> placed) =>
        $"{placed.Count} queries, hit@1 {Hits(placed, 1)}, MRR {Number(placed.Average(static place => place.Place < 0 ? 0 : 1.0 / (place.Place + 1)))}, without result {Share(placed, static place => place.IsEmpty)}";

    private static string Share(IReadOnlyCollection<Placed> placed, Func<Placed, bool> some) => Number(placed.Count == 0 ? 0 : placed.Average(place => some(place) ? 1.0 : 0));

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

/// <summary>At which place (from 0; -1: not at all) what was looked for stands.</summary>
internal sealed record Placed(Sought Sought, SoughtQuery Query, int Place, bool IsEmpty);
