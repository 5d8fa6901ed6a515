using Skiller.Contracts.Pulse;
using Skiller.Web.Site;

namespace Skiller.Web.Pulse.Pages;

/// <summary>Periods, shares and waits in the reader's language. Days are those of UTC, whatever the reader's zone.</summary>
internal static class PulseWords
{
    public static string Period(Words words, PulsePeriod by, DateOnly start) => by switch
    {
        PulsePeriod.Day => Day(words, start),
        PulsePeriod.Week => words["pulse.week-of", Day(words, start)],
        _ => start.ToString("MMMM yyyy", words.Culture),
    };

    public static string Day(Words words, DateOnly day) => day.ToString("d MMMM yyyy", words.Culture);

    public static string Share(Words words, double share) => share.ToString("P0", words.Culture);

    /// <summary>In the largest unit of which there are two at least.</summary>
    public static string Duration(Words words, TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => words.Count("pulse.seconds", (long)wait.TotalSeconds),
        { TotalHours: < 2 } => words.Count("pulse.minutes", (long)wait.TotalMinutes),
        { TotalDays: < 2 } => words.Count("pulse.hours", (long)wait.TotalHours),
        _ => words.Count("pulse.days", (long)wait.TotalDays),
    };
}
