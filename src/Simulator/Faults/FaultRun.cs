using System.Collections.Immutable;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Faults;

/// <summary>
/// Does to the cluster what the scenario plans, one after the other, while the run goes on. What its log has begun is not done again. While time stretches,
/// what is due later waits too, but never for the target to answer: whoever paused a silo resumes it also when nobody gets an answer.
/// </summary>
internal sealed class FaultRun(ImmutableArray<PlannedFault> planned, ClusterScript? cluster, FaultLog log, Pace pace, RunTally tally, TimeProvider clock)
{
    /// <summary>How long a run that ends waits for what the script has begun.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where it is told that somebody waits for the script.</summary>
    public TextWriter Errors { get; init; } = Console.Error;

    /// <summary>Ends when all is done, or it is cancelled; what the script has begun by then it ends, for which is waited as long as <see cref="Patience"/> says.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task Run(CancellationToken ct)
    {
        var begun = log.Read().Select(static line => line.Number).ToHashSet();
        foreach (var (at, number) in planned.Select(static (fault, number) => (FaultTimeline.Time(fault.At)!.Value, number)).Where(due => !begun.Contains(due.number)).Order().ToList())
        {
            try
            {
                await pace.Await(at, ct);
                ct.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                tally.WasStopped = true;
                return;
            }

            await Do(planned[number], number, at, ct);
        }
    }

    private async Task Do(PlannedFault fault, int number, TimeSpan at, CancellationToken ct)
    {
        var script = cluster ?? throw new InvalidOperationException("There is no cluster to do anything to.");
        var line = new FaultLine(number, fault.At, fault.Command) { Day = Math.Round(at.TotalDays, 2), Began = Now() };
        await log.Write(line);
        tally.Faulted($"{fault}");
        if (await Outcome(script.Do(fault.Command), fault, ct) is { } ended)
        {
            await log.Write(line with { Ended = Now(), ExitCode = ended.ExitCode, Said = ended.Said });
        }
    }

    // Nothing: it is not done although it was waited for, and nobody will know what came of it.
    private async Task<(int ExitCode, string Said)?> Outcome(Task<(int ExitCode, string Said)> doing, PlannedFault fault, CancellationToken ct)
    {
        try
        {
            return await doing.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Errors.WriteLineAsync($"'{fault.Command}' is being done to the cluster: the report waits for it, {Patience.TotalMinutes:0.#} minutes at most.");
        }

        try
        {
            return await doing.WaitAsync(Patience, clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            await Errors.WriteLineAsync($"'{fault.Command}' is not done yet: the report does not know what came of it.");
            return null;
        }
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
