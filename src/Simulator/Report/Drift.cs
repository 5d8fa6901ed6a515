using Skiller.Simulator.Growing;

namespace Skiller.Simulator.Report;

/// <summary>What changes while a load stays the same: the last third of a run held against its first, as two runs are held against one another.</summary>
internal static class Drift
{
    /// <summary>The figures of which each third has enough samples: half a minute.</summary>
    public static IReadOnlyList<Difference> Of(IReadOnlyList<Sample> samples)
    {
        var third = samples.Count / 3;
        return Comparison.Of([.. samples.Take(third)], [.. samples.Skip(samples.Count - third)]);
    }
}
