using System.Collections.Immutable;
using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Skiller.Grains.Projections;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Verify;

/// <summary>
/// Recomputes from the log alone what grains and rows must say, and names each difference. On a node that goes on working the log moves
/// while one looks: then it looks again, and only what is different each time is a difference.
/// </summary>
internal sealed class VerifyOperation(IActivityLog log, IDerivedState derived, IDeadLetters letters, IGrainFactory grains) : IOperation
{
    private const int PageSize = 1_000;
    private const int Rounds = 6;
    private const int MostLines = 1_000;
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);

    public string Name => "verify";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        var replay = new LogReplay();
        var comparison = new Comparison();
        var folding = new CatchingUp(grains, derived, report);
        SortedDictionary<string, string>? lasting = null;
        for (var round = 0; round < Rounds; round++)
        {
            var moved = await Read(replay, report, ct);
            if (round > 0 && !moved)
            {
                break;
            }

            folding = new CatchingUp(grains, derived, report);
            await folding.Run(ct);
            comparison = await Compare(replay, report, ct);
            lasting = lasting is null
                ? comparison.Differences
                : new SortedDictionary<string, string>(lasting.Where(d => comparison.Differences.ContainsKey(d.Key)).ToDictionary(), StringComparer.Ordinal);
            if (lasting.Count == 0 && folding.Stuck.IsEmpty)
            {
                break;
            }

            await Task.Delay(_between, TimeProvider.System, ct);
        }

        return await Tell(replay, comparison, [.. folding.Stuck, .. (lasting ?? []).Values], report, ct);
    }

    private async Task<bool> Read(LogReplay replay, IOperationReport report, CancellationToken ct)
    {
        var before = replay.Head;
        while (await log.ReadAll(replay.Head, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var activity in page)
            {
                replay.Apply(activity);
            }

            report.Progress("reading the log", replay.Head, null);
        }

        return replay.Head != before;
    }

    private async Task<Comparison> Compare(LogReplay replay, IOperationReport report, CancellationToken ct)
    {
        var comparison = new Comparison();
        var expected = replay.Rows();
        await foreach (var row in derived.All(ct))
        {
            comparison.Check(row.Kind, row.Key, expected.Remove((row.Kind, row.Key), out var value) ? value : null, row.Value);
        }

        foreach (var ((kind, key), value) in expected)
        {
            comparison.Check(kind, key, value, null);
        }

        await new GrainChecks(grains, report).Run(replay, comparison, ct);
        return comparison;
    }

    private async Task<ExitCode> Tell(
        LogReplay replay,
        Comparison comparison,
        ImmutableArray<string> differences,
        IOperationReport report,
        CancellationToken ct)
    {
        await BehindSweep.Ring(letters, grains, ct);
        ImmutableArray<string> lines =
        [
            .. replay.Faults,
            .. differences,
            .. (await letters.List(MostLines, ct)).Select(static letter => $"dead letter {letter.Target}: position {letter.Position}, {letter.Reason}"),
        ];
        foreach (var line in lines.Take(MostLines))
        {
            report.Line(line);
        }

        report.Table(["What", "Checked"], [.. comparison.Counts.Select(static c => ImmutableArray.Create(c.Key, c.Value.ToString(CultureInfo.InvariantCulture)))]);
        report.Line(lines.IsEmpty
            ? $"No difference up to position {replay.Head}."
            : $"{lines.Length} differences up to position {replay.Head}.");
        return lines.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }
}
