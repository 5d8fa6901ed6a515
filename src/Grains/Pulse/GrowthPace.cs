using Skiller.Contracts;

namespace Skiller.Grains.Pulse;

/// <summary>When a goal is met if it goes on like this. Pure.</summary>
internal static class GrowthPace
{
    // What is further away than a lifetime says nothing.
    private const int MostDays = 365 * 50;

    /// <summary>The day, null when it is met already, nobody joined lately, or it is more than fifty years away.</summary>
    /// <param name="members">How many there are.</param>
    /// <param name="goal">How many there are to be.</param>
    /// <param name="lately">How many of them joined in the last <see cref="Limits.PulsePaceDays"/> days, today among them.</param>
    /// <param name="today">Today.</param>
    public static DateOnly? GoalOn(long members, long goal, long lately, DateOnly today)
    {
        if (members >= goal || lately <= 0)
        {
            return null;
        }

        var days = Math.Ceiling((goal - members) * (decimal)Limits.PulsePaceDays / lately);
        return days <= MostDays ? today.AddDays((int)days) : null;
    }
}
