namespace Skiller.Tests.Faults.Harness;

/// <summary>How much happens while something breaks, and for how long it is broken. The long form is that of <c>./faults</c>, which also runs the explicit tests: the
/// short one has six minutes for all.</summary>
internal static class FaultScale
{
    public const int Writers = 64;
    public const int Readers = 20;
    public const int Listeners = 50;

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1";

    /// <summary>The first in the short form, the second in the long one.</summary>
    public static T Of<T>(T brief, T full) => IsLong ? full : brief;
}
