using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Faults;

/// <summary>What was done to the cluster, and what the people of the run had of it.</summary>
/// <param name="Fault">When it was planned for, and what was done.</param>
/// <param name="Day">The simulated day.</param>
/// <param name="TookSeconds">What the script took; null: nobody knows, since the run was ended meanwhile.</param>
/// <param name="ExitCode">The script's.</param>
/// <param name="Said">The last line that the script said.</param>
internal sealed record FaultEffect(string Fault, double Day, double? TookSeconds, int? ExitCode, string? Said)
{
    /// <summary>Where it stands in the samples, in seconds of the run; null: in none, since the run was ended at that moment.</summary>
    public double? Second { get; init; }

    /// <summary>
    /// Page loads that went wrong until a minute after it or until the next one, and acts of which nobody knows what came that were under way within a minute
    /// of it, however long they went on, unless an earlier one has them already.
    /// </summary>
    public long Errors { get; init; }

    /// <summary>How long after its beginning the last of these errors came.</summary>
    public double LastErrorSeconds { get; init; }

    /// <summary>The worst second within that minute: 99th percentiles in milliseconds, from when requests were due.</summary>
    public double ActsP99 { get; init; }

    public double PagesP99 { get; init; }
}

/// <summary>Tells errors around faults from the others.</summary>
internal static class FaultEffects
{
    private const int None = -1;

    /// <summary>So long after a fault page loads go wrong because of it, which are given up after half a minute, and acts run into it.</summary>
    public static TimeSpan Around { get; } = TimeSpan.FromMinutes(1);

    /// <summary>What each fault did.</summary>
    /// <param name="lines">What was done, in the order in which it began.</param>
    /// <param name="samples">How the run stood, second by second, those of its parts one after the other.</param>
    /// <param name="unknown">The acts of which nobody knows what came.</param>
    public static IReadOnlyList<FaultEffect> Of(IReadOnlyList<FaultLine> lines, IReadOnlyList<Sample> samples, IReadOnlyList<JournalLine> unknown)
    {
        var (places, acts) = (Places(lines, samples), unknown.ToLookup(act => Hit(lines, act)));
        var effects = new List<FaultEffect>();
        for (var number = 0; number < lines.Count; number++)
        {
            var line = lines[number];
            var effect = new FaultEffect($"{line.At} {line.Command}", line.Day, line.Ended is { } ended ? (ended - line.Began) / 1000.0 : null, line.ExitCode, line.Said);
            var next = places.Skip(number + 1).OfType<int>().FirstOrDefault(samples.Count);
            effect = places[number] is { } place ? Within(effect, samples, place, next) : effect;
            effects.Add(effect with
            {
                Errors = effect.Errors + acts[number].LongCount(),
                LastErrorSeconds = acts[number].Select(act => Math.Round((act.Ended - line.Began) / 1000.0, 1)).Append(effect.LastErrorSeconds).Max(),
            });
        }

        return effects;
    }

    /// <summary>Errors of a whole run.</summary>
    public static long Errors(IReadOnlyList<Sample> samples, IReadOnlyList<JournalLine> unknown) => Enumerable.Range(0, samples.Count).Sum(place => New(samples, place)) + unknown.Count;

    private static FaultEffect Within(FaultEffect effect, IReadOnlyList<Sample> samples, int place, int next)
    {
        var began = samples[place].Seconds;
        var end = began + (effect.TookSeconds ?? 0) + Around.TotalSeconds;
        effect = effect with { Second = began };
        for (var at = place; at < next && samples[at].Seconds <= end; at++)
        {
            var (sample, errors) = (samples[at], New(samples, at));
            effect = effect with
            {
                Errors = effect.Errors + errors,
                LastErrorSeconds = errors > 0 ? Math.Round(sample.Seconds - began, 1) : effect.LastErrorSeconds,
                ActsP99 = Math.Max(effect.ActsP99, sample.Acts.P99),
                PagesP99 = Math.Max(effect.PagesP99, sample.Pages.P99),
            };
        }

        return effect;
    }

    // The first fault around which an act was under way: what an act runs into first is what it suffers from, also when its outcome is told minutes later.
    private static int Hit(IReadOnlyList<FaultLine> lines, JournalLine act)
    {
        for (var number = 0; number < lines.Count; number++)
        {
            var line = lines[number];
            if (act.Ended >= line.Began && act.Began <= (line.Ended ?? line.Began) + (long)Around.TotalMilliseconds)
            {
                return number;
            }
        }

        return None;
    }

    // The sample of each fault; two of the same words stand in the order in which they began.
    private static List<int?> Places(IReadOnlyList<FaultLine> lines, IReadOnlyList<Sample> samples)
    {
        var (places, from) = (new List<int?>(), 0);
        foreach (var line in lines)
        {
            var place = Enumerable.Range(from, samples.Count - from).Where(at => samples[at].Faults?.Contains($"{line.At} {line.Command}") == true).Select(static at => (int?)at).FirstOrDefault();
            places.Add(place);
            from = place ?? from;
        }

        return places;
    }

    // Page loads that went wrong since the sample before; of acts the journal says when they were under way. A run that is gone on with counts anew.
    private static long New(IReadOnlyList<Sample> samples, int place)
    {
        var now = samples[place];
        var before = place == 0 || samples[place - 1] is var last && (now.Errors < last.Errors || now.Loads < last.Loads) ? 0 : Pages(samples[place - 1]);
        return Math.Max(0, Pages(now) - before);
    }

    private static long Pages(Sample sample) => sample.Errors - sample.Unknown;
}
