using Skiller.Grains.Activity;

namespace Skiller.Grains.Audit;

/// <summary>Adds administrative acts to the trail, folded from the stream <c>audit/a:0</c>: exactly one entry a fact, whatever dies.</summary>
[GrainType("skiller.projection.audit"), ImplicitStreamSubscription(ActivityRouting.AuditNamespace)]
internal sealed class AuditGrain(ProjectionServices services, IAuditTrail trail) : ProjectionGrain(services)
{
    private readonly List<AuditEntry> _entries = [];

    protected override string Namespace => ActivityRouting.AuditNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _entries.Clear();
        return await trail.LoadMark(Shard, ct);
    }

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var targeted in activities)
        {
            if (AuditRules.Of(FactCodec.Decode(targeted.Activity), FactCodec.OccurrenceOf(targeted.Activity), targeted.Activity.Position) is { } entry)
            {
                _entries.Add(entry);
            }
        }

        return Task.CompletedTask;
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        if (!await trail.Write(Shard, loaded, mark, [.. _entries], ct))
        {
            return false;
        }

        _entries.Clear();
        return true;
    }
}
