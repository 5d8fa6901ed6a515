using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Grains.Mail;

/// <summary>Writes times in mails as the addressee's language does, where they are; UTC, and says so, for whoever has not said where that is.</summary>
internal static class MailMoments
{
    private static readonly CultureInfo _french = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>A day and the time of it: 24 novembre 2026, 14:05.</summary>
    /// <param name="at">The time.</param>
    /// <param name="language">The addressee's language.</param>
    /// <param name="zone">The IANA name of their time zone, null for none.</param>
    public static string Of(DateTimeOffset at, Locale language, string? zone)
    {
        var known = TimeZoneName.Zone(zone);
        return TimeZoneInfo.ConvertTime(at, known).ToString("d MMMM yyyy, HH:mm", language == Locale.En ? _english : _french) + (known.Equals(TimeZoneInfo.Utc) ? " UTC" : "");
    }
}
