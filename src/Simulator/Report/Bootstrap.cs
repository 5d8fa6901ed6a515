namespace Skiller.Simulator.Report;

/// <summary>What the bounds of comparisons and of costs have in common: a percentile bootstrap over blocks, since neighbouring seconds resemble one another.</summary>
internal static class Bootstrap
{
    /// <summary>Samples, of a second each, in a block.</summary>
    public const int Block = 10;

    /// <summary>Where a figure lies with 95 % confidence, of what it came to in many draws.</summary>
    public static (double Least, double Most) Bounds(IEnumerable<double> drawn)
    {
        var sorted = drawn.Order().ToList();
        return (sorted[(int)(sorted.Count * 0.025)], sorted[(int)(sorted.Count * 0.975)]);
    }
}
