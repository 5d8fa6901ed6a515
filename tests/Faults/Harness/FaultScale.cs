namespace Skiller.Tests.Faults.Harness;

/// <summary>
/// How much happens while something breaks, and for how long it is broken. The long form is that of <c>./faults</c>, which also runs the explicit tests: the
/// short one has five minutes for all, and as many users who act less often.
/// </summary>
internal static class FaultScale
{
    public const int Writers = 64;
    public const int Readers = 20;
    public const int Listeners = 50;

    /// <summary>How many questions there may be: the checker reads each as each writer sees it.</summary>
    public const int MostQuestions = 24;

    /// <summary>How long a writer rests after each act at most: so that machines with few cores are loaded and not overrun.</summary>
    public static TimeSpan WriterPause => TimeSpan.FromMilliseconds(Of(2_000, 500));

    /// <summary>The same of a reader.</summary>
    public static TimeSpan ReaderPause => TimeSpan.FromMilliseconds(Of(1_600, 400));

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1";

    /// <summary>The first in the short form, the second in the long one.</summary>
    public static T Of<T>(T brief, T full) => IsLong ? full : brief;
}
