namespace Skiller.Tests.Browser;

/// <summary>How much of what is hostile is opened: in the short form every text is written everywhere and shown in lists, and some have all their pages opened.</summary>
internal static class Hostility
{
    private const int Step = 30;

    public static bool IsLong => Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1";

    public static IEnumerable<HostilePost> Chosen(IReadOnlyList<HostilePost> posts) => IsLong ? posts : posts.Where(static (_, i) => i % Step == 0);
}
