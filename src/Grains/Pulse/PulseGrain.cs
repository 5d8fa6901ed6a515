using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Pulse;

/// <summary>Gives the figures, after the projection has counted what has happened since; whoever asks in the same second gets the same.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.pulse")]
internal sealed class PulseGrain(IPulseStore store, PageMemory memory, TimeProvider clock) : Grain, IPulseGrain
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    public async Task<Result<PulseReport>> Report(PulseQuery query, CancellationToken ct)
    {
        var choice = (await GrainFactory.Site().Look(0, ct)).Pulse ?? PulseChoice.Shipped;
        var seen = query.Reader is { IsAdministrator: true } ? PulseVisibility.Everything : choice.Public;
        if (seen == PulseVisibility.Nothing)
        {
            return RefusalCode.NotAllowed;
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var asked = PulseRange.Of(query, today);
        if (asked.Value is not { } range)
        {
            return asked.Refusal!;
        }

        // Known once for all readers; what each sees of it is cut out for them.
        var read = await memory.Get<ReadPulse>($"pulse/{range.By}/{range.From.DayNumber}/{range.To.DayNumber}", _fresh, async () =>
        {
            var progress = await GrainFactory.Projection(ActivityRouting.PulseTarget).CatchUp(ct);
            return new ReadPulse(await store.Read(range, today.AddDays(1 - Limits.PulsePaceDays), ct), progress.IsThrough);
        });
        return Of(read!, range, choice, seen == PulseVisibility.Everything, today);
    }

    public Task Count(CountedViews counted, CancellationToken ct) => store.Count(counted, ct);

    private static PulseReport Of(ReadPulse read, PulseRange range, PulseChoice choice, bool seesAll, DateOnly today)
    {
        var rows = read.Rows;
        var members = rows.Before;
        var points = ImmutableArray.CreateBuilder<PulsePoint>(range.Count);
        foreach (var start in range.Starts())
        {
            var row = rows.Periods.GetValueOrDefault(start);
            members += row?.Joined ?? 0;
            points.Add(new PulsePoint(start, range.EndOf(start), row?.Joined ?? 0, members, seesAll ? Figures(row is null ? [] : [row], row?.Waits ?? PeriodWaits.None) : null));
        }

        return new PulseReport(
            range.By,
            range.From,
            range.To,
            rows.Members,
            choice,
            GrowthPace.GoalOn(rows.Members, choice.Goal, rows.Lately, today),
            seesAll ? Figures([.. rows.Periods.Values], rows.Waits) : null,
            points.DrainToImmutable(),
            read.IsComplete);
    }

    private static PulseFigures Figures(IReadOnlyCollection<PeriodRow> rows, PeriodWaits waits) => new(
        rows.Sum(static row => row.Sessions),
        rows.Sum(static row => row.Visits),
        rows.Any(static row => row.AreVisitsAtLeast),
        rows.Sum(static row => row.Views),
        rows.Sum(static row => row.Questions),
        rows.Sum(static row => row.Answers),
        waits.Answered,
        waits.Median,
        waits.Long,
        rows.Sum(static row => row.InvitationsMade),
        rows.Sum(static row => row.InvitationsUsed));

    private sealed record ReadPulse(PulseRows Rows, bool IsComplete);
}
