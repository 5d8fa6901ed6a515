using Skiller.Simulator.Chance;
using Skiller.Simulator.Growing;

namespace Skiller.Simulator.Report;

/// <summary>What requests of a sort cost the nodes, as far as a run tells the sorts apart.</summary>
/// <param name="Sort">Which: <c>page</c>, <c>api</c>, <c>vote</c>, <c>text</c>, <c>arrival</c>, <c>other</c>; or <c>idle</c>, of which there is one a second.</param>
/// <param name="Count">How many were in what was looked at.</param>
/// <param name="Milliseconds">Processor time of all nodes to each.</param>
/// <param name="Least">The lower end of where that lies with 95 % confidence.</param>
/// <param name="Most">The upper end.</param>
/// <param name="Share">The part of all processor time that these took, 0 to 1.</param>
internal sealed record RequestCost(string Sort, long Count, double Milliseconds, double Least, double Most, double Share)
{
    private const int FewestBlocks = 30;
    private const int Draws = 200;
    private static readonly string[] _sorts = ["page", "api", "vote", "text", "arrival", "other", "idle"];

    /// <summary>
    /// The costs that explain best what the nodes needed in blocks of ten seconds: least squares with none below zero. A request costs more than its
    /// answer, since what it causes is folded later: a block is long against that. Bounds are of a bootstrap over the blocks, with a fixed seed; where
    /// two sorts always come together, they are wide. Nothing for a run of under five minutes, or without operations addresses.
    /// </summary>
    public static IReadOnlyList<RequestCost> Of(IReadOnlyList<Sample> samples)
    {
        var blocks = Blocks(samples);
        if (blocks.Count < FewestBlocks)
        {
            return [];
        }

        var costs = NonNegativeLeastSquares.Solve(blocks);
        var chance = RandomStream.Of(1, "costs", "");
        var drawn = Enumerable.Range(0, Draws)
            .Select(_ => NonNegativeLeastSquares.Solve([.. Enumerable.Range(0, blocks.Count).Select(_ => chance.Of(blocks))])).ToList();
        var whole = blocks.Sum(static block => block.Value);
        return [.. _sorts.Index().Select(sort => (sort.Item, Column: sort.Index, Count: blocks.Sum(block => block.Factors[sort.Index]))).Where(static sort => sort.Count > 0).Select(sort =>
        {
            var (least, most) = Bootstrap.Bounds(drawn.Select(draw => draw[sort.Column]));
            return new RequestCost(
                sort.Item,
                (long)sort.Count,
                Math.Round(1_000 * costs[sort.Column], 3),
                Math.Round(1_000 * least, 3),
                Math.Round(1_000 * most, 3),
                Math.Round(costs[sort.Column] * sort.Count / whole, 4));
        })];
    }

    /// <summary>The sort of a kind of request.</summary>
    public static string SortOf(string kind) => kind.Split('-')[0] switch
    {
        "page" => "page",
        "api" => "api",
        "vote" => "vote",
        "ask" or "answer" or "comment" or "edit" => "text",
        "join" or "invite" or "introduce" => "arrival",
        _ => "other",
    };

    private static List<Observation> Blocks(IReadOnlyList<Sample> samples)
    {
        var blocks = new List<Observation>();
        for (var at = Bootstrap.Block; at < samples.Count; at += Bootstrap.Block)
        {
            var (before, within) = (samples[at - Bootstrap.Block], samples.Skip(at - Bootstrap.Block + 1).Take(Bootstrap.Block).ToList());

            // A node that was started anew counts from zero, and so does a run that is gone on with.
            var isWhole = within.TrueForAll(static sample => sample is { Requests: not null, NodesCpuSeconds: not null, Faults: null })
                && within[^1].NodesCpuSeconds >= before.NodesCpuSeconds && within[^1].Seconds > before.Seconds;
            if (isWhole)
            {
                var factors = _sorts.Select(sort => (double)within.Sum(sample => sample.Requests!.Where(kind => SortOf(kind.Key) == sort).Sum(static kind => kind.Value))).ToArray();
                factors[^1] = within[^1].Seconds - before.Seconds;
                blocks.Add(new Observation(factors, within[^1].NodesCpuSeconds!.Value - before.NodesCpuSeconds!.Value));
            }
        }

        return blocks;
    }
}
