namespace Skiller.Web.Crawling;

/// <summary>What the program says by itself changes with the program.</summary>
internal static class ProgramTime
{
    /// <summary>When this program's file was written; where it has none, the beginning of time.</summary>
    public static DateTimeOffset InstalledAt { get; } = Read();

    private static DateTimeOffset Read()
    {
        var file = typeof(ProgramTime).Assembly.Location;
        return File.Exists(file) ? new DateTimeOffset(File.GetLastWriteTimeUtc(file)) : DateTimeOffset.UnixEpoch;
    }
}
