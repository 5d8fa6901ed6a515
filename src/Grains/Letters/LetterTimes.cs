using Skiller.Contracts.Notifications;

namespace Skiller.Grains.Letters;

/// <summary>When a letter may be sent. Pure: the clocks of a zone are changed by its rules.</summary>
internal static class LetterTimes
{
    /// <summary>
    /// A given moment, or, if it is in quiet hours of the zone, that at which they end. Where clocks go back, quiet hours that have begun are not
    /// over because they have not begun once more.
    /// </summary>
    /// <param name="earliest">Not before this.</param>
    /// <param name="zone">Whose clocks.</param>
    /// <param name="quiet">The quiet hours, null: there are none.</param>
    public static DateTimeOffset After(DateTimeOffset earliest, TimeZoneInfo zone, QuietHours? quiet)
    {
        var local = TimeZoneInfo.ConvertTime(earliest, zone).DateTime;
        if (quiet is null || !Covers(quiet, TimeOnly.FromDateTime(local)))
        {
            return earliest;
        }

        var today = local.Date + quiet.To.ToTimeSpan();
        var end = Moment(today > local ? today : today.AddDays(1), earliest, zone);

        // Where the clocks leave out the end, and the next quiet hours begin at once.
        return Covers(quiet, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, zone).DateTime)) ? After(end, zone, quiet) : end;
    }

    /// <summary>Whether a time of the day is in quiet hours.</summary>
    public static bool Covers(QuietHours quiet, TimeOnly time) => time.IsBetween(quiet.From, quiet.To);

    /// <summary>The moment of a local time: one that the clocks leave out comes when they go on; of one that they show twice, the first that is still to come.</summary>
    /// <param name="local">The time.</param>
    /// <param name="earliest">Not before this.</param>
    /// <param name="zone">Whose clocks.</param>
    public static DateTimeOffset Moment(DateTime local, DateTimeOffset earliest, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        return offsets.Select(offset => new DateTimeOffset(local, offset)).Where(moment => moment >= earliest).Min().ToUniversalTime();
    }
}
