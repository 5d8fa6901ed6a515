using Skiller.Simulator.Chance;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Report;

/// <summary>How a figure of two runs differs.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Before">Its mean over the samples of the first.</param>
/// <param name="After">The same of the second.</param>
/// <param name="Least">The lower end of where the relative difference lies with 95 % confidence.</param>
/// <param name="Most">The upper end.</param>
internal sealed record Difference(string Figure, double Before, double After, double Least, double Most)
{
    /// <summary>Whether it is beyond noise: no difference is not among the likely ones.</summary>
    public bool IsBeyondNoise => Least > 0 || Most < 0;
}

/// <summary>
/// Compares two runs by their samples. Bounds are a percentile bootstrap over blocks of ten seconds, since neighbouring seconds resemble one another; the
/// draws have a fixed seed, so that the same runs compare the same.
/// </summary>
internal static class Comparison
{
    private const int Draws = 2_000;
    private const int FewestBlocks = 3;

    private static readonly (string Name, Func<Sample, bool> Counts, Func<Sample, double> Value)[] _figures =
    [
        ("pages a second", static sample => true, static sample => sample.LoadRate),
        ("pages p50 ms", static sample => sample.LoadRate > 0, static sample => sample.Pages.P50),
        ("pages p99 ms", static sample => sample.LoadRate > 0, static sample => sample.Pages.P99),
        ("acts a second", static sample => true, static sample => sample.ActRate),
        ("acts p50 ms", static sample => sample.ActRate > 0, static sample => sample.Acts.P50),
        ("acts p99 ms", static sample => sample.ActRate > 0, static sample => sample.Acts.P99),
        ("other p50 ms", static sample => sample.LoadRate > 0, static sample => Others(sample).P50),
        ("other p99 ms", static sample => sample.LoadRate > 0, static sample => Others(sample).P99),
        ("under way", static sample => sample.UnderWay is not null, static sample => sample.UnderWay ?? 0),
        ("memory MiB", static sample => sample.NodesBytes is not null, static sample => (sample.NodesBytes ?? 0) / (1024 * 1024)),
    ];

    /// <summary>The figures that both have enough samples of.</summary>
    public static IReadOnlyList<Difference> Of(IReadOnlyList<Sample> before, IReadOnlyList<Sample> after)
    {
        var differences = new List<Difference>();
        foreach (var (name, counts, value) in _figures)
        {
            // Where nothing is hot, all pages are the other ones.
            if (name.StartsWith("other ", StringComparison.Ordinal) && !before.Concat(after).Any(static sample => sample.OtherPages is not null))
            {
                continue;
            }

            var (first, second) = (Blocks(before.Where(counts).Select(value)), Blocks(after.Where(counts).Select(value)));
            if (first.Count >= FewestBlocks && second.Count >= FewestBlocks && first.Average() > 0)
            {
                differences.Add(Bounds(name, first, second));
            }
        }

        return differences;
    }

    private static Percentiles Others(Sample sample) => sample.OtherPages ?? sample.Pages;

    private static Difference Bounds(string name, List<double> before, List<double> after)
    {
        var chance = RandomStream.Of(1, "comparison", name);
        var (least, most) = Bootstrap.Bounds(Enumerable.Range(0, Draws).Select(_ => Relative(Again(before, chance), Again(after, chance))));
        return new Difference(name, before.Average(), after.Average(), least, most);
    }

    private static double Again(List<double> blocks, RandomStream chance) => Enumerable.Range(0, blocks.Count).Average(_ => chance.Of(blocks));

    private static double Relative(double before, double after) => before == 0 ? 0 : (after - before) / before;

    private static List<double> Blocks(IEnumerable<double> values) => [.. values.Chunk(Bootstrap.Block).Where(static block => block.Length == Bootstrap.Block).Select(static block => block.Average())];
}
