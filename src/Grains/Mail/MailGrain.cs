using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Mail;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Mail;

/// <summary>Tells administrators how mails leave.</summary>
[StatelessWorker, GrainType("skiller.mail")]
internal sealed class MailGrain(IOutbox outbox, MailTest test, TimeProvider clock) : Grain, IMailGrain
{
    // A call has five seconds.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    public async Task<Result<MailView>> View(Actor actor, CancellationToken ct)
    {
        if (!actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        var status = await outbox.Status(ct);
        return new MailView(test.Transport.Place, status.Waiting, status.OldestAt, status.Dead, test.Transport.Kind);
    }

    public async Task<Result<MailTestReceipt>> SendTest(Actor actor, Locale locale, CancellationToken ct)
    {
        if (!actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        var account = await GrainFactory.Account(actor.Member).View(ct);
        if (account.Value is not { Email: var to })
        {
            return RefusalCode.NotFound;
        }

        using var late = new CancellationTokenSource(_patience, clock);
        try
        {
            return new MailTestReceipt(to, await test.Send(to, locale, late.Token) switch
            {
                MailOutcome.Deferred deferred => deferred.Reason,
                MailOutcome.Refused refused => refused.Reason,
                _ => null,
            });
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return new MailTestReceipt(to, "no answer within four seconds");
        }
    }
}
