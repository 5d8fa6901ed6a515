using Skiller.Contracts.Notifications;

namespace Skiller.Grains.Letters;

/// <summary>When digests are due. Pure.</summary>
internal static class DigestTimes
{
    private const int DaysOfWeek = 7;

    /// <summary>
    /// The next moment after another one at which a digest is due. An hour that the clocks leave out comes when they go on; one that they show twice
    /// counts once, the first time.
    /// </summary>
    /// <param name="after">After which.</param>
    /// <param name="zone">Whose clocks.</param>
    /// <param name="rhythm">On which days, at which hour.</param>
    public static DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone, DigestRhythm rhythm)
    {
        var day = TimeZoneInfo.ConvertTime(after, zone).Date.AddDays(-1);
        for (; ; day = day.AddDays(1))
        {
            if ((rhythm.Day is null || rhythm.Day == day.DayOfWeek)
                && LetterTimes.Moment(day.AddHours(rhythm.Hour), DateTimeOffset.MinValue, zone) is var moment && moment > after)
            {
                return moment;
            }
        }
    }

    /// <summary>How much time a digest tells of, at most.</summary>
    public static TimeSpan Period(DigestRhythm rhythm) => TimeSpan.FromDays(rhythm.Day is null ? 1 : DaysOfWeek);
}
