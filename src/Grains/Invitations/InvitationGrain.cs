using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Invitations;

/// <summary>One invitation.</summary>
[GrainType("skiller.invitation")]
internal sealed class InvitationGrain(AggregateServices services, Claims claims, BodyFingerprint fingerprints)
    : AggregateGrain<InvitationRecord>(services), IInvitationGrain
{
    public async Task<Result<MemberReceipt>> Accept(AcceptInvitation command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);

        var id = command.Command is { } given ? await fingerprints.Kept(given, ct) : null;
        var joined = await Handle(
            id,
            Limits.IdempotencyWindow,
            stop => Find(command, stop),
            (state, found, now) => AcceptingInvitation.Decide(state, command, found, now),
            ct);
        return joined.Value is { } receipt
            ? new MemberReceipt(receipt.Member, command.Handle.Value, ProfileRules.Shown(command.Name), command.Locale, receipt.At)
            : joined.Refusal ?? Refusal.Of(RefusalCode.InvitationUnknown);
    }

    public async Task<Result<Done>> Check(string email, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var address = EmailAddress.TryParse(email, out var parsed) ? parsed : null;
        return AcceptingInvitation.Obstacle(State, address, Clock.GetUtcNow()) is { } obstacle ? obstacle : Done.It;
    }

    public async Task<Result<InvitationView>> View(CancellationToken ct)
    {
        await ReadAgain(ct);
        return InvitationViews.Of(State, Clock.GetUtcNow());
    }

    private async Task<ClaimsFound> Find(AcceptInvitation command, CancellationToken ct) =>
        await claims.Address(command.Email, ct) is { } address
            ? new ClaimsFound(await claims.HandleOwner(command.Handle, ct), address.Owner, address.Stream, address.Version)
            : new ClaimsFound(null, null, null);
}
