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
    /// <summary>Ends when all is done, or it is cancelled; what the script has begun by then it ends.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
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

            await Do(planned[number], number, at);
        }
    }

    private async Task Do(PlannedFault fault, int number, TimeSpan at)
    {
        var script = cluster ?? throw new InvalidOperationException("There is no cluster to do anything to.");
        var line = new FaultLine(number, fault.At, fault.Command) { Day = Math.Round(at.TotalDays, 2), Began = Now() };
        await log.Write(line);
        tally.Faulted($"{fault}");
        var (exitCode, said) = await script.Do(fault.Command);
        await log.Write(line with { Ended = Now(), ExitCode = exitCode, Said = said });
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
