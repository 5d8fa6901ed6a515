namespace Skiller.Contracts.Accounts;

/// <summary>Time zones as members choose them: by their IANA name, such as <c>Europe/Paris</c>.</summary>
public static class TimeZoneName
{
    /// <summary>A zone by its name; UTC for none, and for one that this machine does not know.</summary>
    /// <param name="name">The name, null for none.</param>
    public static TimeZoneInfo Zone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
