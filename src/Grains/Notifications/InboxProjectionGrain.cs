using System.Globalization;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Notifications;

/// <summary>
/// Tells members what concerns them; one of <see cref="ActivityRouting.FollowerShards"/>, folded from the streams <c>inbox/b:0</c> and on. Of a question
/// that was there before anybody was told of anything, or was imported, it reads from the log who wrote and follows it, at its first fact.
/// </summary>
[GrainType("skiller.projection.inbox"), ImplicitStreamSubscription(ActivityRouting.InboxNamespace)]
internal sealed class InboxProjectionGrain(ProjectionServices services, IInboxStore store, NamedMembers members) : ProjectionGrain(services)
{
    private const int QuestionsKept = 10_000;
    private readonly IActivityLog _log = services.Log;
    private readonly List<InboxChange> _changes = [];
    private BoundedMap<string, bool> _known = new(QuestionsKept);

    protected override string Namespace => ActivityRouting.InboxNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _changes.Clear();
        _known = new(QuestionsKept);
        return await store.LoadMark(Shard, ct);
    }

    protected override async Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        var facts = activities.Select(static targeted => (targeted.Activity, Fact: FactCodec.Decode(targeted.Activity))).ToList();
        await Know([.. facts.Select(static fact => fact.Activity.Stream).Where(IsQuestion).Distinct()], ct);
        foreach (var (activity, fact) in facts)
        {
            if (IsQuestion(activity.Stream) && !_known.TryGet(activity.Stream, out _))
            {
                await Remember(activity, fact, ct);
            }

            _changes.AddRange(await Of(activity, fact, ct));
        }
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        if (!await store.Write(Shard, loaded, mark, _changes, ct))
        {
            return false;
        }

        _changes.Clear();
        return true;
    }

    private async Task Know(IReadOnlyList<string> streams, CancellationToken ct)
    {
        var unknown = streams.Where(stream => !_known.TryGet(stream, out _)).ToDictionary(static stream => new QuestionId(Number(stream)));
        if (unknown.Count > 0)
        {
            foreach (var question in await store.Known(unknown.Keys, ct))
            {
                _known.Keep(unknown[question], true);
            }
        }
    }

    // Nobody is told of it.
    private async Task Remember(RecordedActivity first, Fact fact, CancellationToken ct)
    {
        if (fact is not QuestionAsked)
        {
            await foreach (var activity in _log.ReadStream(first.Stream, 0, ct))
            {
                if (activity.Version >= first.Version)
                {
                    break;
                }

                _changes.AddRange((await Of(activity, FactCodec.Decode(activity), ct)).Where(static change => change is not InboxChange.Tells));
            }
        }

        _known.Keep(first.Stream, true);
    }

    private async Task<IEnumerable<InboxChange>> Of(RecordedActivity activity, Fact fact, CancellationToken ct) => NotificationRules.Of(
        fact, FactCodec.OccurrenceOf(activity), activity.Position, await members.In(NotificationRules.TextOf(fact), activity.Position, ct));

    private static bool IsQuestion(string stream) => stream.StartsWith("q:", StringComparison.Ordinal);

    private static long Number(string stream) => long.Parse(stream.AsSpan(2), CultureInfo.InvariantCulture);
}
