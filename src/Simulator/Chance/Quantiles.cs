using System.Collections.Immutable;

namespace Skiller.Simulator.Chance;

/// <summary>A distribution as its measured quantiles give it; between two of them values are interpolated, by ratio where they span magnitudes.</summary>
/// <param name="Points">Shares from 0 to 1, rising, and the value at each.</param>
/// <param name="ByRatio">Interpolates logarithms: for lengths and waits, whose values are above 0.</param>
internal sealed record Quantiles(ImmutableArray<(double Share, double Value)> Points, bool ByRatio)
{
    /// <summary>Draws a value.</summary>
    public double Draw(RandomStream chance) => At(chance.Share());

    /// <summary>The value at a share.</summary>
    public double At(double share)
    {
        for (var next = 1; next < Points.Length; next++)
        {
            var (low, high) = (Points[next - 1], Points[next]);
            if (share <= high.Share)
            {
                var way = (share - low.Share) / (high.Share - low.Share);
                return ByRatio ? low.Value * Math.Pow(high.Value / low.Value, way) : low.Value + ((high.Value - low.Value) * way);
            }
        }

        return Points[^1].Value;
    }
}
