using Skiller.Grains.Activity;

namespace Skiller.Grains.Search;

/// <summary>
/// Keeps what can be found. Folded from the streams of the lists, whose facts are the same, into rows and with marks of its own: what is wrong
/// with one of them does not hold up the other.
/// </summary>
[GrainType("skiller.projection.search"), ImplicitStreamSubscription(ActivityRouting.ListsNamespace)]
internal sealed class SearchProjectionGrain(ProjectionServices services, ISearchIndex index) : ProjectionGrain(services)
{
    private readonly List<SearchChange> _changes = [];

    protected override string Namespace => ActivityRouting.SearchNamespace;

    protected override string Source => ActivityRouting.ListsNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _changes.Clear();
        return await index.LoadMark(Shard, ct);
    }

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var targeted in activities)
        {
            _changes.AddRange(SearchChanges.Of(FactCodec.Decode(targeted.Activity), FactCodec.OccurrenceOf(targeted.Activity)));
        }

        return Task.CompletedTask;
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        if (!await index.Write(Shard, loaded, mark, [.. _changes], ct))
        {
            return false;
        }

        _changes.Clear();
        return true;
    }
}
