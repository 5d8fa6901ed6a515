using System.Collections.Immutable;
using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Skiller.Grains.Projections;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;
using Skiller.Storage.Backup;
using Skiller.Storage.Status;

namespace Skiller.Silo.Verify;

/// <summary>
/// Recomputes from the log alone what grains and rows must say, and names each difference. On a node that goes on working the log moves
/// while one looks: what follows from something that moved meanwhile is looked at again, and is no difference while it moves.
/// </summary>
internal sealed class VerifyOperation(IActivityLog log, IDerivedState derived, IDeadLetters letters, UpkeepRows upkeep, Seal seal, IGrainFactory grains) : IOperation
{
    private const int PageSize = 1_000;
    private const int Rounds = 4;
    private const int MostLines = 1_000;
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);

    public string Name => "verify";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        var replay = new LogReplay(await FeedsBegan(ct));
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var comparison = new Comparison();
        var open = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            await Read(replay, report, ct);
            replay.Watch();
            var folding = new CatchingUp(grains, derived, report);
            await folding.Run(ct);
            comparison = await Compare(replay, report, ct);
            await Read(replay, report, ct);
            var moved = comparison.Differences.Where(d => Subjects.HasMoved(d.Value.Subject, replay.Moved)).Select(static d => d.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var (key, difference) in comparison.Differences.Where(d => !moved.Contains(d.Key)))
            {
                found[key] = difference.Text;
            }

            open = moved.Count(key => !found.ContainsKey(key));
            var failed = comparison.Faults.Count > 0 || !folding.Stuck.IsEmpty;
            if (open == 0 && !failed)
            {
                break;
            }

            if (round == Rounds)
            {
                Add(found, comparison.Faults);
                Add(found, folding.Stuck.Select(static stuck => KeyValuePair.Create(stuck, stuck)));
                break;
            }

            await Task.Delay(_between, TimeProvider.System, ct);
        }

        replay.End(await Last(replay, ct));
        var differences = await Tell(replay, comparison, found, open, report, ct);
        await upkeep.Verified(replay.Head, differences, ct);
        if (differences > 0)
        {
            return ExitCode.Failed;
        }

        await seal.Verified(ct);
        return ExitCode.Done;
    }

    /// <summary>The first fact that went to feeds: what was recorded by a version without them is in none.</summary>
    private async Task<long> FeedsBegan(CancellationToken ct)
    {
        var first = long.MaxValue;
        for (var shard = 0; shard < ActivityRouting.FollowerShards; shard++)
        {
            if (await log.ReadTarget(ActivityRouting.FeedShard(shard), 0, 1, ct) is [var fact])
            {
                first = Math.Min(first, fact.Activity.Position);
            }
        }

        return first;
    }

    // The head, where there is nothing to read before it; on a working node there may be something again.
    private async Task<long> Last(LogReplay replay, CancellationToken ct)
    {
        var head = await log.Head(ct);
        return (await log.ReadAll(replay.Head, 1, ct)).Count > 0 ? replay.Head : head;
    }

    private static void Add(SortedDictionary<string, string> found, IEnumerable<KeyValuePair<string, string>> more)
    {
        foreach (var (key, text) in more)
        {
            found[key] = text;
        }
    }

    private async Task Read(LogReplay replay, IOperationReport report, CancellationToken ct)
    {
        while (await log.ReadAll(replay.Head, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var activity in page)
            {
                replay.Apply(activity);
            }

            report.Progress("reading the log", replay.Head, null);
        }
    }

    private async Task<Comparison> Compare(LogReplay replay, IOperationReport report, CancellationToken ct)
    {
        var comparison = new Comparison();
        var expected = replay.Rows();
        var (places, beyond) = (new List<DerivedRow>(), new List<DerivedRow>());
        var told = new HashSet<long>();
        await foreach (var row in derived.All(ct))
        {
            if (row.Kind is "standing-mark" or "list-mark" or "search-mark" or "inbox-mark" or "feed-mark" or "pulse-mark" or "checkpoint")
            {
                places.Add(row);
            }
            else if (row.Kind == "target" && PositionOf(row) > replay.Head)
            {
                beyond.Add(row);
            }
            else
            {
                if (ReplayedInbox.IsTarget(row))
                {
                    told.Add(PositionOf(row));
                }

                comparison.Check(row.Kind, row.Key, Subjects.Of(row.Kind, row.Key, row.Value), expected.Remove((row.Kind, row.Key), out var value) ? value : null, row.Value);
            }
        }

        foreach (var ((kind, key), value) in expected.Where(row => !ReplayedInbox.IsOfThePast(row.Key.Kind, row.Key.Key, row.Value, told)))
        {
            comparison.Check(kind, key, Subjects.Of(kind, key, value), value, null);
        }

        // Routed to somebody, and not there: the end of the log is missing. What was appended meanwhile is there.
        var head = await log.Head(ct);
        foreach (var row in beyond.Where(row => PositionOf(row) > head))
        {
            comparison.Check(row.Kind, row.Key, "", null, row.Value);
        }

        // Whoever has folded what is not there yet passes over it when it comes.
        foreach (var place in places)
        {
            var at = long.Parse(place.Value, CultureInfo.InvariantCulture);
            comparison.Check(place.Kind, place.Key, "", at > head ? $"at most {head}" : place.Value, place.Value);
        }

        await new GrainChecks(grains, report, comparison).Run(replay, ct);
        return comparison;
    }

    private static long PositionOf(DerivedRow target) => long.Parse(target.Key.Split('/')[1], CultureInfo.InvariantCulture);

    /// <summary>Says what was found.</summary>
    /// <returns>How many differences.</returns>
    private async Task<int> Tell(
        LogReplay replay,
        Comparison comparison,
        SortedDictionary<string, string> differences,
        int open,
        IOperationReport report,
        CancellationToken ct)
    {
        ImmutableArray<string> lines = [.. replay.Faults, .. differences.Values, .. await Letters(ct)];
        foreach (var line in lines.Take(MostLines))
        {
            report.Line(line);
        }

        report.Table(["What", "Checked"], [.. comparison.Counts.Select(static c => ImmutableArray.Create(c.Key, c.Value.ToString(CultureInfo.InvariantCulture)))]);
        if (open > 0)
        {
            report.Line($"{open} moved each time they were looked at: verify again when less happens.");
        }

        report.Line(lines.IsEmpty
            ? $"No difference up to position {replay.Head}."
            : $"{lines.Length} differences up to position {replay.Head}.");
        return lines.Length;
    }

    // A letter that comes while one rings, of a delivery that took too long, is of nothing that is behind: only what stays however often it is rung is.
    private async Task<IEnumerable<string>> Letters(CancellationToken ct)
    {
        for (var round = 1; ; round++)
        {
            await UnwrittenSweep.Ring(letters, grains, ct);
            var left = await letters.List(MostLines, ct);
            if (left.Count == 0 || round == Rounds)
            {
                return left.Select(static letter => $"dead letter {letter.Target}: position {letter.Position}, {letter.Reason}");
            }

            await Task.Delay(_between, TimeProvider.System, ct);
        }
    }
}
