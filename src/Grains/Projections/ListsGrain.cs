using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Projections;

/// <summary>Keeps the rows of lists; one of <see cref="ActivityRouting.ListShards"/>, folded from the streams <c>lists/l:0</c> and on.</summary>
[GrainType("skiller.projection.lists"), ImplicitStreamSubscription(ActivityRouting.ListsNamespace)]
internal sealed class ListsGrain(ProjectionServices services, IListStore store) : ProjectionGrain(services)
{
    private readonly List<ListChange> _changes = [];
    private readonly Dictionary<QuestionId, int> _scores = [];

    protected override string Namespace => ActivityRouting.ListsNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        Clear();
        return await store.LoadMark(Shard, ct);
    }

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var targeted in activities)
        {
            foreach (var change in ListChanges.Of(FactCodec.Decode(targeted.Activity), FactCodec.OccurrenceOf(targeted.Activity)))
            {
                // A hot question is one row however many votes there are.
                if (change is ListChange.ScoreMoved moved)
                {
                    _scores[moved.Question] = _scores.GetValueOrDefault(moved.Question) + moved.Delta;
                }
                else
                {
                    _changes.Add(change);
                }
            }
        }

        return Task.CompletedTask;
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        ListChange[] changes = [.. _changes, .. _scores.Where(s => s.Value != 0).Select(s => new ListChange.ScoreMoved(s.Key, s.Value))];
        if (!await store.Write(Shard, loaded, mark, changes, ct))
        {
            return false;
        }

        Clear();
        return true;
    }

    private void Clear()
    {
        _changes.Clear();
        _scores.Clear();
    }
}
