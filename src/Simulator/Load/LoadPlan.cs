namespace Skiller.Simulator.Load;

/// <summary>A part of a load: that of one worker process among several.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Of">How many there are.</param>
internal sealed record Slice(int Number, int Of)
{
    public static Slice Whole { get; } = new(0, 1);

    /// <summary>Whether something is this worker's. All that is one member's belongs to one worker, so that their acts stay one after the other and their session one.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="member">Whose it is, by index; null: nobody's.</param>
    public bool Takes(long number, int? member) => (member ?? number) % Of == Number;
}

/// <summary>
/// Everything of a load in the order of its time, as it is asked for: page loads, acts and votes on the hot question, each from streams of their own. A function
/// of the profile and of what is known of the site, so that several workers which each take their slice send together what one would.
/// </summary>
internal sealed class LoadPlan(LoadProfile profile, PageChoice pages, WritePlan? writes)
{
    /// <summary>What belongs to a slice; whoever does not send one says so (<see cref="Dropped"/>) before asking for the next.</summary>
    public IEnumerable<Arrival> Of(Slice slice)
    {
        using var loads = Arrivals.Of(profile).Select(Page).GetEnumerator();
        using var acts = Arrivals.Of(profile, "acts", at => writes is null ? 0 : profile.RateAt(at) * profile.Writes).Select((at, number) => (Arrival?)writes!.Next(at, number)).GetEnumerator();
        using var votes = Arrivals.Of(profile, "hot-votes", _ => writes is null ? 0 : profile.HotVotes).Select((at, number) => (Arrival?)writes!.NextHot(at, number)).GetEnumerator();
        IEnumerator<Arrival?>[] streams = [loads, acts, votes];
        var (next, number) = (streams.Select(Following).ToArray(), 0L);
        while (First(next) is var first && next[first] is { } arrival)
        {
            if (slice.Takes(number++, arrival.Member?.Index))
            {
                yield return writes?.Due(arrival) ?? arrival;
            }

            next[first] = Following(streams[first]);
        }
    }

    /// <summary>Takes note that the last of the slice was not sent, since too many were under way.</summary>
    public void Dropped() => writes?.Dropped();

    // The one that is due first; any when there is none left.
    private static int First(Arrival?[] next)
    {
        var first = 0;
        for (var stream = 1; stream < next.Length; stream++)
        {
            if (next[stream] is { } arrival && (next[first] is not { } earliest || arrival.At < earliest.At))
            {
                first = stream;
            }
        }

        return first;
    }

    private Arrival? Page(double at, int number) => pages.ArrivalOf(profile, at, number);

    // The next one of a stream for which somebody was found.
    private static Arrival? Following(IEnumerator<Arrival?> stream)
    {
        while (stream.MoveNext())
        {
            if (stream.Current is { } arrival)
            {
                return arrival;
            }
        }

        return null;
    }
}
