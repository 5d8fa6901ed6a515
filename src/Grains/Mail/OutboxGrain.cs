using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Mail;

/// <summary>
/// Turns facts into mails to be sent, folded from the stream <c>mail/o:0</c>: exactly one row a fact, whatever dies. Mail to members who are
/// simulated is not even written down (DESIGN.md part 6), unless it is to be captured.
/// </summary>
[GrainType("skiller.projection.mail"), ImplicitStreamSubscription(ActivityRouting.MailNamespace)]
internal sealed class OutboxGrain(ProjectionServices services, IOutbox outbox, DeliveryBell<MailDelivery> bell, SimulationOptions simulation) : ProjectionGrain(services)
{
    private readonly List<MailIntent> _intents = [];

    protected override string Namespace => ActivityRouting.MailNamespace;

    private string Shard => this.GetPrimaryKeyString();

    protected override async Task<long> Load(CancellationToken ct)
    {
        _intents.Clear();
        return await outbox.LoadMark(Shard, ct);
    }

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var targeted in activities)
        {
            var fact = FactCodec.Decode(targeted.Activity);
            if (!simulation.Silences(MailIntents.AddressIn(fact)) && MailIntents.Of(fact, FactCodec.OccurrenceOf(targeted.Activity)) is { } intent)
            {
                _intents.Add(intent);
            }
        }

        return Task.CompletedTask;
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        if (!await outbox.Write(Shard, loaded, mark, _intents, ct))
        {
            return false;
        }

        if (_intents.Count > 0)
        {
            _intents.Clear();
            bell.Ring();
        }

        return true;
    }
}
