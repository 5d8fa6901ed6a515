using System.Collections.Immutable;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Plan;

/// <summary>When members join: a logistic curve over the days of the scenario, steps on launch days, and the hours of the day as people keep them.</summary>
internal static class Growth
{
    // From 0.7 to 99.3 percent of the curve: slow, fast, slow.
    private const double Steepness = 10;

    /// <summary>All times of joining, rising; the first is the beginning.</summary>
    public static ImmutableArray<TimeSpan> JoinTimes(Scenario scenario)
    {
        var times = new List<TimeSpan>(scenario.To) { TimeSpan.Zero };
        for (var index = 1; index < scenario.To; index++)
        {
            var chance = RandomStream.Of(scenario.Seed, "joining", index);
            var day = Launched(scenario, chance) ?? Inverse(chance.Share()) * scenario.Days;
            times.Add(AtAnHour(Math.Min((int)day, scenario.Days - 1), chance));
        }

        times.Sort();
        return [.. times];
    }

    private static double? Launched(Scenario scenario, RandomStream chance)
    {
        var left = chance.Share();
        foreach (var launch in scenario.Launches)
        {
            left -= launch.Share;
            if (left < 0)
            {
                return launch.Day;
            }
        }

        return null;
    }

    /// <summary>The share of the time at which this share of the growth is there.</summary>
    internal static double Inverse(double share)
    {
        var (low, high) = (Logistic(0), Logistic(1));
        var level = low + (share * (high - low));
        return Math.Clamp(0.5 - (Math.Log((1 / level) - 1) / Steepness), 0, 1);
    }

    private static double Logistic(double time) => 1 / (1 + Math.Exp(-Steepness * (time - 0.5)));

    private static TimeSpan AtAnHour(int day, RandomStream chance)
    {
        var left = chance.Share() * WorkloadShape.HourCurve.Sum();
        for (var hour = 0; hour < 24; hour++)
        {
            if ((left -= WorkloadShape.HourCurve[hour]) < 0)
            {
                return TimeSpan.FromDays(day) + TimeSpan.FromHours(hour + chance.Share());
            }
        }

        return TimeSpan.FromDays(day + 1) - TimeSpan.FromMinutes(1);
    }
}
