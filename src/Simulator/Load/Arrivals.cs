using Skiller.Simulator.Chance;

namespace Skiller.Simulator.Load;

/// <summary>When requests are due: seconds from the beginning of the measured part, rising; a function of the profile alone.</summary>
internal static class Arrivals
{
    public static IEnumerable<double> Of(LoadProfile profile)
    {
        var chance = RandomStream.Of(profile.Seed, "arrivals", 0);
        var at = -profile.WarmUpSeconds;
        while (true)
        {
            var mean = 1 / profile.RateAt(at);
            at += profile.Arrivals == ArrivalTimes.Even ? mean : chance.Exponential(mean);
            if (at >= profile.Seconds)
            {
                yield break;
            }

            yield return at;
        }
    }
}
