using Skiller.Simulator.Chance;

namespace Skiller.Simulator.Load;

/// <summary>When something is due: seconds from the beginning of the measured part, rising; a function of the profile alone.</summary>
internal static class Arrivals
{
    /// <summary>When page loads are due.</summary>
    public static IEnumerable<double> Of(LoadProfile profile) => Of(profile, "arrivals", profile.RateAt);

    /// <summary>When something else is due that has a rate of its own; no stream moves another.</summary>
    /// <param name="profile">How long, and how they lie in time.</param>
    /// <param name="stream">What: the name of its random stream.</param>
    /// <param name="rate">How many come a second at a time; 0 at its beginning: none ever.</param>
    public static IEnumerable<double> Of(LoadProfile profile, string stream, Func<double, double> rate)
    {
        var chance = RandomStream.Of(profile.Seed, stream, 0);
        var at = -profile.WarmUpSeconds;
        while (rate(at) > 0)
        {
            var mean = 1 / rate(at);
            at += profile.Arrivals == ArrivalTimes.Even ? mean : chance.Exponential(mean);
            if (at >= profile.Seconds)
            {
                yield break;
            }

            yield return at;
        }
    }
}
