namespace Skiller.Grains.Activity;

/// <summary>Times as the log keeps them, to the microsecond, so that what is in memory equals what is read again.</summary>
internal static class LogTime
{
    public static DateTimeOffset Of(DateTimeOffset time) => time.ToUniversalTime().AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
