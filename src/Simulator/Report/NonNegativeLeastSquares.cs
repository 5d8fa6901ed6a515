namespace Skiller.Simulator.Report;

/// <summary>What was seen once: how much of each factor there was, and what came of them together.</summary>
internal sealed record Observation(double[] Factors, double Value);

/// <summary>Finds what each of a factor contributes, none of which is below zero, so that the squares of what stays unexplained are least.</summary>
internal static class NonNegativeLeastSquares
{
    private const int Rounds = 1_000;
    private const double Enough = 1e-12;

    /// <summary>One contribution a factor; 0 for a factor that was never there. By coordinate descent on the normal equations, which has one minimum to go to.</summary>
    public static double[] Solve(IReadOnlyList<Observation> observations)
    {
        var count = observations[0].Factors.Length;
        var (products, aims, found) = (new double[count, count], new double[count], new double[count]);
        foreach (var observation in observations)
        {
            for (var row = 0; row < count; row++)
            {
                aims[row] += observation.Factors[row] * observation.Value;
                for (var column = 0; column < count; column++)
                {
                    products[row, column] += observation.Factors[row] * observation.Factors[column];
                }
            }
        }

        for (var (round, moved) = (0, double.MaxValue); round < Rounds && moved > Enough; round++)
        {
            moved = 0;
            for (var row = 0; row < count; row++)
            {
                if (products[row, row] > 0)
                {
                    var rest = aims[row];
                    for (var column = 0; column < count; column++)
                    {
                        rest -= products[row, column] * found[column];
                    }

                    var next = Math.Max(0, found[row] + (rest / products[row, row]));
                    moved = Math.Max(moved, Math.Abs(next - found[row]));
                    found[row] = next;
                }
            }
        }

        return found;
    }
}
