using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Sharing;
using Skiller.Grains.Site;

namespace Skiller.Grains.Accounts;

/// <summary>One member's account.</summary>
[GrainType("skiller.account")]
internal sealed partial class AccountGrain(
    AggregateServices services,
    SimulationOptions simulation,
    InvitationCodes codes,
    IInvitationRecords records,
    Claims claims,
    AccountLinks links,
    ShareTokens tokens,
    Suspensions suspensions,
    SiteNames names,
    ISecrets secrets)
    : AggregateGrain<AccountState>(services, AccountSnapshot.Format), IAccountGrain
{
    private Task<Allowance>? _allowance;
    private Task _noting = Task.CompletedTask;

    private bool IsSimulated => simulation.Covers(State.Email);

    public async Task<Result<Actor>> Admit(AdmissionRequest request, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var now = Clock.GetUtcNow();
        if (State.Alive(request.TokenHash, now) is not { } session)
        {
            return RefusalCode.Unauthorized;
        }

        if (_noting.IsCompleted && UsingSession.IsNews(session, now))
        {
            _noting = Note(session.TokenHash);
        }

        var suspension = State.SuspensionAt(now);
        if (suspension is not null && request.Act is not LimitedAct.None)
        {
            return Refusal.Suspended(suspension);
        }

        var isLimited = request.Act is not (LimitedAct.None or LimitedAct.Other) && !IsSimulated;
        if (isLimited && (await Allowances()).Take(request.Act, now) is { } wait)
        {
            LimiterMetrics.Rejected(request.Act);
            return Refusal.Limited(wait);
        }

        return new Actor(State.Member, State.Role, suspension?.Until, State.Locale, State.TimeZone, suspension?.Reason);
    }

    public async Task GiveBack(LimitedAct act, CancellationToken ct)
    {
        if (_allowance is { } allowance)
        {
            (await allowance).GiveBack(act);
        }
    }

    public async Task<Result<AccountCredentials>> Credentials(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return State is { PasswordHash: { } hash, Handle: { } handle } ? new AccountCredentials(hash, handle, IsSimulated) : RefusalCode.NotFound;
    }

    public Task<Result<Done>> EndSession(string tokenHash, CancellationToken ct) =>
        Handle(null, null, (state, now) => EndingSession.Decide(state, tokenHash, now), ct);

    public async Task<Result<InvitationReceipt>> Invite(MakeInvitation command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var fresh = DerivedSecret.NewId();
        var code = await codes.Of(fresh, ct);
        var invited = await Handle(
            command.Command,
            Limits.IdempotencyWindow,
            (state, now) => MakingInvitation.Decide(state, command, fresh, code, now),
            ct);
        if (invited.Value is not { } receipt)
        {
            return invited.Refusal ?? Refusal.Of(RefusalCode.NotFound);
        }

        // A repetition is answered with the invitation of the first call.
        var made = receipt.Invitation == fresh ? code : await codes.Of(receipt.Invitation, ct);
        return new InvitationReceipt(receipt.Invitation, made.Text, receipt.CreatedAt, receipt.ExpiresAt);
    }

    public async Task<Result<Done>> RevokeInvitation(RevokeInvitation command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        if (!InvitationCode.IsId(command.Invitation))
        {
            return RefusalCode.NotFound;
        }

        var code = await codes.Of(command.Invitation, ct);
        if (command.Actor.IsAdministrator
            && await InvitationRecord.Read(Log, code.Stream, ct) is { Inviter: { } inviter } && inviter != State.Member)
        {
            return await GrainFactory.Account(inviter).RevokeInvitation(command, ct);
        }

        return await Handle(
            null,
            null,
            stop => InvitationRecord.Read(Log, code.Stream, stop),
            (state, invitation, now) => RevokingInvitation.Decide(state, command, code.Stream, invitation, now),
            ct);
    }

    public Task<Result<InvitationsView>> Invitations(PageRequest page, CancellationToken ct) =>
        InvitationList.Read(records, State, page, ct);

    public async Task<Result<AccountView>> View(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        if (State is not { IsOpen: true, Email: { } email })
        {
            return RefusalCode.NotFound;
        }

        var wanted = State.Proof?.Email is { } proved && proved != email && Clock.GetUtcNow() < State.Proof.At + Limits.AddressProofLifetime ? proved : null;
        return new AccountView(
            email, State.Role, State.IsConfirmed, wanted, State.Factor?.RecoveryHashes.Length, State.Locale, State.TimeZone, State.HasBounced);
    }

    // Nobody waits for it: a look shall not fail or hang because the log is away, and the next one notes it as well.
    private async Task Note(string tokenHash)
    {
        try
        {
            await Handle(null, null, (state, now) => UsingSession.Decide(state, tokenHash, now), CancellationToken.None);
        }
        catch (UnavailableException)
        {
            return;
        }
    }

    // One read for all who wait; one that failed is tried again by the next act.
    private Task<Allowance> Allowances()
    {
        if (_allowance is null or { IsFaulted: true })
        {
            _allowance = Allowance.Read(Log, State.Member, Clock.GetUtcNow(), CancellationToken.None);
        }

        return _allowance;
    }
}
