namespace Skiller.Simulator.Growing;

/// <summary>What a second said about whether everybody keeps up.</summary>
/// <param name="Stretched">How much of the second simulated time stood still, 0 to 1.</param>
/// <param name="TurnedAway">Page loads that found as many under way as there may be.</param>
/// <param name="Answers">Answers to page loads.</param>
/// <param name="Errors">Of these, those that went wrong.</param>
/// <param name="P90Milliseconds">The 90th percentile of these, from when they were due.</param>
/// <param name="GeneratorShare">Of all processors of the machine, those that this program kept busy, 0 to 1.</param>
internal readonly record struct ReadSigns(double Stretched, long TurnedAway, long Answers, long Errors, double P90Milliseconds, double GeneratorShare)
{
    private const double MostStretched = 0.05;
    private const double MostMilliseconds = 250;
    private const double MostGenerator = 0.85;
    private const double MostErrors = 0.1;

    // Fewer answers say little about a percentile.
    private const long FewestAnswers = 10;

    /// <summary>Whether less should be sent.</summary>
    public bool IsTooMuch => Stretched > MostStretched
        || TurnedAway > 0
        || GeneratorShare > MostGenerator
        || (Answers >= FewestAnswers && (P90Milliseconds > MostMilliseconds || Errors > MostErrors * Answers));
}

/// <summary>Which share of the page loads is sent next. Pure: falls at once where somebody does not keep up, rises slowly, and never to nothing.</summary>
internal static class ReadShare
{
    /// <summary>So many are always sent, or nobody would see that the target has recovered.</summary>
    public const double Least = 0.01;

    private const double Fall = 0.7;
    private const double Rise = 1.05;

    public static double Next(double share, ReadSigns signs) => signs.IsTooMuch ? Math.Max(Least, share * Fall) : Math.Min(1, share * Rise);
}
