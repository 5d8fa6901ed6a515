using Skiller.Simulator.Growing;

namespace Skiller.Simulator.Direct;

/// <summary>What a run cost while its questions, answers, comments, votes and readings went one way.</summary>
/// <param name="Way"><c>front</c> or <c>grains</c>.</param>
/// <param name="Seconds">How long, without the seconds in which turns changed.</param>
/// <param name="Requests">Acts and page loads of any kind that were answered then.</param>
/// <param name="NodeMilliseconds">Processor time of the nodes to each of these requests; null: their operations addresses were not told.</param>
/// <param name="GeneratorMilliseconds">The generator's own.</param>
internal sealed record WayCost(string Way, double Seconds, long Requests, double? NodeMilliseconds, double GeneratorMilliseconds)
{
    /// <summary>Both ways; nothing for a run that had no turns.</summary>
    public static IReadOnlyList<WayCost> Of(IReadOnlyList<Sample> samples) =>
        samples.Any(static sample => sample.Direct is not null) ? [Of("front", samples, isDirect: false), Of("grains", samples, isDirect: true)] : [];

    private static WayCost Of(string way, IReadOnlyList<Sample> samples, bool isDirect)
    {
        // Within a turn alone; a run that is gone on with counts anew.
        var within = samples.Zip(samples.Skip(1)).Where(pair => pair.First.Direct == isDirect && pair.Second.Direct == isDirect && Answered(pair.Second) >= Answered(pair.First)).ToList();
        var requests = within.Sum(static pair => Answered(pair.Second) - Answered(pair.First));
        var (each, isMeasured) = (Math.Max(1, requests), within.Count > 0 && within.TrueForAll(static pair => pair.First.NodesCpuSeconds is not null && pair.Second.NodesCpuSeconds is not null));
        return new WayCost(
            way,
            Math.Round(within.Sum(static pair => pair.Second.Seconds - pair.First.Seconds), 1),
            requests,
            isMeasured ? Math.Round(1000 * within.Sum(static pair => pair.Second.NodesCpuSeconds!.Value - pair.First.NodesCpuSeconds!.Value) / each, 3) : null,
            Math.Round(1000 * within.Sum(static pair => pair.Second.GeneratorCpuSeconds - pair.First.GeneratorCpuSeconds) / each, 3));
    }

    private static long Answered(Sample sample) => sample.Acknowledged + sample.Refused + sample.Unknown + sample.Loads;
}
