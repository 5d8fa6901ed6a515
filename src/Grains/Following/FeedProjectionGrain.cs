using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>Keeps who follows what and what reaches them; one of <see cref="ActivityRouting.FollowerShards"/>, folded from the streams <c>feed/f:0</c> and on.</summary>
[GrainType("skiller.projection.feed"), ImplicitStreamSubscription(ActivityRouting.FeedNamespace)]
internal sealed class FeedProjectionGrain(ProjectionServices services, IFeedStore store) : ProjectionGrain(services)
{
    private readonly List<FeedChange> _changes = [];

    protected override string Namespace => ActivityRouting.FeedNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _changes.Clear();
        return await store.LoadMark(Shard, ct);
    }

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var targeted in activities)
        {
            var activity = targeted.Activity;
            _changes.AddRange(FeedChanges.Of(FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity), activity.Position));
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
