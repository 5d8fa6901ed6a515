using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Accounts;

/// <summary>What lets somebody in: password, address, second factor, sessions.</summary>
internal sealed partial class AccountGrain
{
    // In memory: what a restart forgets is little beside what one may guess.
    private readonly SlidingWindow _resets = new(Limits.PasswordResetsPerMember, Limits.AddressWindow);
    private readonly SlidingWindow _addresses = new(Limits.AddressChangesPerMember, Limits.MemberWindow);
    private readonly SlidingWindow _failedCodes = new(Limits.FailedCodesPerMember, Limits.CodeWindow);
    private byte[]? _factorKey;

    public async Task<Result<Done>> AskPasswordReset(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);

        // More is no error that anybody could learn from.
        return State.IsOpen && !IsSimulated && _resets.Take(Clock.GetUtcNow()) is not null
            ? Done.It
            : await Handle(null, null, static (state, now) => ResettingPassword.Ask(state, now), ct);
    }

    public async Task<Result<Done>> CheckPasswordReset(string token, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var due = await Due(LinkPurpose.ResetPassword, State.Reset, ct);
        return ResettingPassword.Obstacle(State, token, due, Clock.GetUtcNow()) is { } obstacle ? obstacle : Done.It;
    }

    public async Task<Result<Done>> ResetPassword(ResetPassword command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(
            null,
            null,
            async stop => (State.Reset, Due: await Due(LinkPurpose.ResetPassword, State.Reset, stop)),
            (state, link, now) => ResettingPassword.Decide(state, command, state.Reset == link.Reset ? link.Due : null, now),
            ct);
    }

    public async Task<Result<Done>> ChangePassword(ChangePassword command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => ChangingPassword.Decide(state, command, now), ct);
    }

    public async Task<Result<Done>> AskAddressChange(string email, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        if (!IsSimulated && _addresses.Take(Clock.GetUtcNow()) is { } wait)
        {
            LimiterMetrics.Rejected(LimiterMetrics.AddressChange);
            return Refusal.Limited(wait);
        }

        return await Handle(null, null, (state, now) => ChangingAddress.Ask(state, email, now), ct);
    }

    public async Task<Result<Done>> ConfirmAddress(string token, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, Found, (state, found, now) => ChangingAddress.Decide(
            state, token, state.Proof == found.Proof ? found.Due : null, found.Wanted, found.Present, now), ct);

        async Task<(AddressProof? Proof, string? Due, AddressClaim? Wanted, AddressClaim? Present)> Found(CancellationToken stop) => (
            State.Proof,
            await Due(LinkPurpose.ConfirmAddress, State.Proof is { } proof ? new MailedLink(proof.Version, proof.At) : null, stop),
            await claims.Address(State.Proof?.Email, stop),
            await claims.Address(State.Email, stop));
    }

    public async Task<Result<Done>> ChoosePreferences(ChoosePreferences command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => ChoosingPreferences.Decide(state, command, now), ct);
    }

    public async Task<Result<SessionsView>> Sessions(string tokenHash, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return EndingSessions.View(State, tokenHash, Clock.GetUtcNow());
    }

    public Task<Result<Done>> EndSessions(EndSessions command, CancellationToken ct) =>
        Handle(null, null, (state, now) => EndingSessions.Decide(state, command, now), ct);

    public async Task<Result<SecondFactorOffer>> OfferSecondFactor(string? seed, Locale language, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        if (State is not { IsOpen: true, Handle: { } handle, Factor: null })
        {
            return State.IsOpen ? RefusalCode.NotAllowed : RefusalCode.NotFound;
        }

        return SecondFactor.OfferOf(await FactorKey(ct), State.Member, seed ?? DerivedSecret.NewId(), handle, await names.In(language, ct));
    }

    public async Task<Result<SecondFactorReceipt>> EnableSecondFactor(EnableSecondFactor command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var key = await FactorKey(ct);
        var recovery = SecondFactor.NewRecoveryCodes();
        return await WithCode(
            (state, now) => SettingSecondFactor.Enable(
                state,
                command,
                SecondFactor.StepOf(key, state.Member, command.Seed, command.Code, now),
                recovery,
                [.. recovery.Select(code => SecondFactor.HashOf(key, state.Member, code))],
                now),
            ct);
    }

    public async Task<Result<Done>> DisableSecondFactor(string code, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var key = await FactorKey(ct);
        return await WithCode((state, now) => SettingSecondFactor.Disable(state, Match(key, state, code, now), now), ct);
    }

    public async Task<Result<SessionReceipt>> OpenSession(OpenSession command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var key = await FactorKey(ct);
        return State.Factor is null || command.Code is null
            ? await Handle(null, null, (state, now) => OpeningSession.Decide(state, command, Match(key, state, command.Code, now), now), ct)
            : await WithCode((state, now) => OpeningSession.Decide(state, command, Match(key, state, command.Code, now), now), ct);
    }

    private static FactorMatch? Match(byte[] key, AccountState state, string? code, DateTimeOffset now) =>
        state.Factor is { } factor && code is not null ? SecondFactor.Match(key, state.Member, factor, code, now) : null;

    // Counted before it is looked at, so that many at once are no more than many one after the other; a right one is given back (A08).
    private async Task<Result<TReceipt>> WithCode<TReceipt>(Func<AccountState, DateTimeOffset, Decision<TReceipt>> decide, CancellationToken ct)
        where TReceipt : class
    {
        if (_failedCodes.Take(Clock.GetUtcNow()) is { } wait)
        {
            LimiterMetrics.Rejected(LimiterMetrics.SecondFactor);
            return Refusal.Limited(wait);
        }

        var result = await Handle(null, null, decide, ct);
        if (result.Refusal?.Code is not RefusalCode.BadCode)
        {
            _failedCodes.GiveBack();
        }

        return result;
    }

    private async Task<string?> Due(LinkPurpose purpose, MailedLink? link, CancellationToken ct) =>
        link is null ? null : await links.Of(purpose, State.Member, link.Version, link.At, ct);

    private async ValueTask<byte[]> FactorKey(CancellationToken ct) => _factorKey ??= await secrets.Get("second-factors", ct);
}
