using System.Diagnostics;
using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;
using Skiller.Silo.Verify;

namespace Skiller.Silo.Rebuild;

/// <summary>
/// Drops what is derived and has it folded again from the log, on a working node too: a projection that still has the old rows in mind finds
/// its mark gone when it writes, and starts anew. Snapshots go with all of it. Argument <c>what</c>: <c>standings</c>, <c>lists</c>, <c>search</c>,
/// <c>inbox</c>, <c>feeds</c>, <c>pulse</c> or <c>all</c>.
/// </summary>
internal sealed class RebuildOperation(IDerivedState derived, IDeadLetters letters, IGrainFactory grains, TimeProvider clock) : IOperation
{
    private const int MostLines = 1_000;

    public string Name => "rebuild";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        var what = request.Arguments["what"];
        var began = clock.GetTimestamp();
        var folding = new CatchingUp(grains, derived, report);
        if (what is "all")
        {
            await derived.ClearSnapshots(ct);
        }

        if (what is "lists" or "all")
        {
            await derived.ClearLists(ct);
            await folding.Each(ActivityRouting.ListsNamespace, static (projection, stop) => projection.Refold(stop), ct);
        }

        if (what is "search" or "all")
        {
            await derived.ClearSearch(ct);
            await folding.Each(ActivityRouting.SearchNamespace, static (projection, stop) => projection.Refold(stop), ct);
        }

        if (what is "inbox" or "all")
        {
            await derived.ClearInbox(ct);
            await folding.Each(ActivityRouting.InboxNamespace, static (projection, stop) => projection.Refold(stop), ct);
        }

        if (what is "feeds" or "all")
        {
            await derived.ClearFeeds(ct);
            await folding.Each(ActivityRouting.FeedNamespace, static (projection, stop) => projection.Refold(stop), ct);
        }

        if (what is "pulse" or "all")
        {
            await derived.ClearPulse(ct);
            await folding.One(ActivityRouting.PulseTarget, static (projection, stop) => projection.Refold(stop), ct);
        }

        if (what is "standings" or "all")
        {
            await derived.ClearStandings(ct);
            await folding.Each(ActivityRouting.MemberNamespace, static (projection, stop) => projection.Refold(stop), ct);
        }

        foreach (var stuck in folding.Stuck)
        {
            report.Line(stuck);
        }

        if (!folding.Stuck.IsEmpty)
        {
            report.Line($"{folding.Stuck.Length} projections are behind: the rebuild of {what} is not complete. They go on trying, and it can be run again.");
            return ExitCode.Failed;
        }

        using var process = Process.GetCurrentProcess();
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Rebuilt {what}: {folding.Done} projections in {clock.GetElapsedTime(began).TotalSeconds:0.0} s, peak memory {process.PeakWorkingSet64 / (1024 * 1024)} MiB."));
        return await HasLetters(report, ct) ? ExitCode.Failed : ExitCode.Done;
    }

    // Whoever stands before a fact has not folded it, whatever else was.
    private async Task<bool> HasLetters(IOperationReport report, CancellationToken ct)
    {
        var left = await letters.List(MostLines, ct);
        foreach (var letter in left)
        {
            report.Line($"dead letter {letter.Target}: position {letter.Position}, {letter.Reason}");
        }

        return left.Count > 0;
    }
}
