namespace Skiller.Simulator.Load;

/// <summary>What a rate came to.</summary>
internal sealed record Trial(double Rate, bool Held);

/// <summary>Which rate to try next: doubled until one does not hold (halved until one does), then between the two until they are close. Pure.</summary>
internal static class LimitSearch
{
    // Of a profile's rate.
    private const double Least = 0.01;
    private const double Most = 100_000;

    // Low rates too are told apart by more than the precision.
    private const int Digits = 5;

    /// <param name="tried">What was tried, in any order.</param>
    /// <param name="first">Where to begin.</param>
    /// <param name="precision">How much the lowest rate that does not hold may be above the highest that does, as a share.</param>
    /// <returns>The next rate; null when the search is over.</returns>
    public static double? Next(IReadOnlyList<Trial> tried, double first, double precision)
    {
        if (tried.Count == 0)
        {
            return first;
        }

        var failed = tried.Where(static trial => !trial.Held).Select(static trial => trial.Rate).DefaultIfEmpty(double.PositiveInfinity).Min();
        var held = Limit(tried);
        var next = (held, failed) switch
        {
            (null, _) => failed / 2,
            ({ } rate, double.PositiveInfinity) => rate * 2,
            ({ } rate, _) when failed / rate <= 1 + precision => double.NaN,
            ({ } rate, _) => Math.Sqrt(rate * failed),
        };
        return next is >= Least and <= Most ? Math.Round(next, Digits) : null;
    }

    /// <summary>The highest rate that held below all that did not; null when none did.</summary>
    public static double? Limit(IReadOnlyList<Trial> tried)
    {
        var failed = tried.Where(static trial => !trial.Held).Select(static trial => trial.Rate).DefaultIfEmpty(double.PositiveInfinity).Min();
        return tried.Where(trial => trial.Held && trial.Rate < failed).Select(static trial => (double?)trial.Rate).Max();
    }
}
