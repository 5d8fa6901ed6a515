using Skiller.Grains.Activity;

namespace Skiller.Grains.Pulse;

/// <summary>
/// Counts what happens. One for all, rung by whoever asks for figures and by the sweep; it reads the facts that count by their kind, so that
/// those of all times do and votes, which are the most, cost it nothing.
/// </summary>
[GrainType("skiller.projection.pulse")]
internal sealed class PulseProjectionGrain(ProjectionServices services, IPulseStore store, ICountedFacts facts) : ProjectionGrain(services)
{
    private readonly List<PulseChange> _changes = [];

    protected override string Namespace => ActivityRouting.PulseNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _changes.Clear();
        return await store.LoadMark(Shard, ct);
    }

    protected override async Task<IReadOnlyList<TargetedActivity>> Read(long after, int limit, CancellationToken ct) =>
        [.. (await facts.Read(after, limit, ct)).Select(static activity => new TargetedActivity(ActivityRouting.PulseTarget, 0, activity))];

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var targeted in activities)
        {
            if (PulseChanges.Of(FactCodec.Decode(targeted.Activity), FactCodec.OccurrenceOf(targeted.Activity)) is { } change)
            {
                _changes.Add(change);
            }
        }

        return Task.CompletedTask;
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        if (!await store.Write(Shard, loaded, mark, [.. _changes], ct))
        {
            return false;
        }

        _changes.Clear();
        return true;
    }
}
