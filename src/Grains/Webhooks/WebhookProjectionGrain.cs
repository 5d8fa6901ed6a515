using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// Finds what webhooks are to tell, folded from the stream <c>webhook/h:0</c>: exactly one row a webhook and fact, whatever dies. Which webhooks there
/// are it knows from the same stream, so the log's order decides what each of them hears. What members are told it reads where their notifications are,
/// once those are written.
/// </summary>
[GrainType("skiller.projection.webhook"), ImplicitStreamSubscription(ActivityRouting.WebhookNamespace)]
internal sealed class WebhookProjectionGrain(ProjectionServices services, IWebhookQueue queue, DeliveryBell<WebhookDeliveries> bell) : ProjectionGrain(services)
{
    private readonly List<WebhookChange> _changes = [];
    private readonly Dictionary<WebhookId, ListeningWebhook> _listening = [];

    protected override string Namespace => ActivityRouting.WebhookNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _changes.Clear();
        _listening.Clear();

        // The mark first: what is known beyond it is known again when it is folded.
        var mark = await queue.LoadMark(Shard, ct);
        foreach (var webhook in await queue.Listening(ct))
        {
            _listening[webhook.Id] = webhook;
        }

        return mark;
    }

    protected override async Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        var facts = activities.Select(static targeted => (targeted.Activity, Fact: FactCodec.Decode(targeted.Activity))).ToList();
        var told = await Told(facts, ct);
        foreach (var (activity, fact) in facts)
        {
            if (fact is IWebhookFact about)
            {
                Heed(about, activity);
                continue;
            }

            Tell(null, WebhookEvents.OfSite(fact), activity);
            foreach (var row in told[activity.Position])
            {
                Tell(row.Member, WebhookEvents.OfMember(row.Kind), activity);
            }
        }
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        if (!await queue.Write(Shard, loaded, mark, _changes, ct))
        {
            return false;
        }

        if (_changes.Count > 0)
        {
            _changes.Clear();
            bell.Ring();
        }

        return true;
    }

    private void Tell(MemberId? owner, string? kind, RecordedActivity activity)
    {
        if (kind is null)
        {
            return;
        }

        foreach (var webhook in _listening.Values.Where(webhook => webhook.Id.Owner == owner && webhook.Hears(kind)))
        {
            _changes.Add(new WebhookChange.Tells(webhook.Id, kind, activity.Stream, activity.Version, activity.Position, activity.At));
        }
    }

    private void Heed(IWebhookFact about, RecordedActivity activity)
    {
        var id = new WebhookId(WebhooksState.Initial(activity.Stream).Owner, about.Number);
        if (about is WebhookRemoved)
        {
            _listening.Remove(id);
            _changes.Add(new WebhookChange.Ends(id));
            return;
        }

        var known = _listening.GetValueOrDefault(id) ?? new ListeningWebhook(id, [], false);
        ListeningWebhook? next = about switch
        {
            WebhookMade made => new ListeningWebhook(id, made.Kinds, false),
            WebhookChanged changed => known with { Kinds = changed.Kinds },
            WebhookPaused => known with { IsPaused = true },
            WebhookResumed => known with { IsPaused = false },
            _ => null,
        };
        if (next is not null)
        {
            _listening[id] = next;
            _changes.Add(new WebhookChange.Listens(next, about is WebhookMade or WebhookChanged or WebhookResumed ? activity.At : null));
        }
    }

    private async Task<ILookup<long, NotificationRow>> Told(List<(RecordedActivity Activity, Fact Fact)> facts, CancellationToken ct)
    {
        MemberId[] members =
        [
            .. _listening.Keys.Select(static id => id.Owner)
                .Concat(facts.Where(static fact => fact.Fact is WebhookMade).Select(static fact => WebhooksState.Initial(fact.Activity.Stream).Owner))
                .OfType<MemberId>().Distinct(),
        ];
        var rows = new List<NotificationRow>();
        foreach (var part in members.Chunk(Limits.NotificationRows))
        {
            for (var (after, upTo) = (Mark, facts[^1].Activity.Position); after < upTo;)
            {
                var tail = await GrainFactory.NotificationTail().Since([.. part], after, upTo, ct);
                rows.AddRange(tail.Rows);
                after = tail.Through;
            }
        }

        return rows.ToLookup(static row => row.Position);
    }
}
