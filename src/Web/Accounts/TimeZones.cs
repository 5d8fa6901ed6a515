using System.Collections.Immutable;

namespace Skiller.Web.Accounts;

/// <summary>The time zones that are offered: where French and English are spoken, and the great cities of the rest, from west to east.</summary>
internal static class TimeZones
{
    public static ImmutableArray<string> Offered { get; } =
    [
        "Pacific/Tahiti", "America/Los_Angeles", "America/Denver", "America/Mexico_City", "America/Chicago", "America/Toronto", "America/New_York",
        "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Halifax", "America/Miquelon", "America/Sao_Paulo", "Atlantic/Azores",
        "Africa/Dakar", "Africa/Abidjan", "Africa/Casablanca", "Europe/Lisbon", "Europe/London", "Europe/Dublin", "Africa/Algiers", "Africa/Tunis",
        "Africa/Lagos", "Africa/Kinshasa", "Europe/Paris", "Europe/Brussels", "Europe/Zurich", "Europe/Luxembourg", "Europe/Berlin", "Europe/Madrid",
        "Europe/Rome", "Europe/Athens", "Africa/Cairo", "Africa/Johannesburg", "Asia/Beirut", "Europe/Istanbul", "Indian/Mayotte",
        "Indian/Antananarivo", "Africa/Nairobi", "Indian/Reunion", "Indian/Mauritius", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Bangkok",
        "Asia/Ho_Chi_Minh", "Asia/Singapore", "Asia/Shanghai", "Australia/Perth", "Asia/Tokyo", "Australia/Sydney", "Pacific/Noumea", "Pacific/Auckland",
        "UTC",
    ];

    /// <summary>As it is read: <c>Europe/Paris</c>, <c>America/New York</c>.</summary>
    public static string Shown(string name) => name.Replace('_', ' ');
}
