using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Notifications;

namespace Skiller.Grains.Accounts;

/// <summary>What the member is told of, where and when.</summary>
internal sealed partial class AccountGrain
{
    public async Task<Result<Done>> ChooseNotifications(NotificationSettings settings, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => ChoosingNotifications.Decide(state, settings, now), ct);
    }

    public async Task<Result<LetterBox>> Letters(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        if (State is not { IsOpen: true, Email: { } email, AddressSince: { } since } state)
        {
            return RefusalCode.NotFound;
        }

        var profile = (await GrainFactory.Member(state.Member).View(ct)).Value;
        return new LetterBox(
            email,
            state.Locale ?? profile?.Locale ?? Locale.Fr,
            state.TimeZone,
            state.Notifications,
            state.LettersUpTo,
            state.IsConfirmed && state.SuspensionAt(Clock.GetUtcNow()) is null && !simulation.Silences(email),
            await LinkToken(since, ct),
            profile?.Name);
    }

    public async Task<Result<Done>> SendLetter(long after, long upTo, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => SendingLetter.Decide(state, after, upTo, now), ct);
    }

    public async Task<Result<Done>> SendDigest(DateTimeOffset due, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => SendingDigest.Decide(state, due, now), ct);
    }

    public async Task<Result<NotificationSettings>> NotificationSettings(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return State.IsOpen ? State.Notifications : RefusalCode.NotFound;
    }

    public async Task<Result<Done>> CheckLetterLink(string token, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return State.AddressSince is { } since && AccountLinks.AreSame(token, await LinkToken(since, ct)) ? Done.It : RefusalCode.InvalidLink;
    }

    public async Task<Result<Done>> StopLetters(string token, CancellationToken ct)
    {
        var (_, refusal) = await CheckLetterLink(token, ct);
        return refusal ?? await Handle(null, null, StoppingLetters.Decide, ct);
    }

    public async Task<Result<Done>> ReportBounce(string email, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => ReportingBounce.Decide(state, email, now), ct);
    }

    private Task<string> LinkToken(MailedLink since, CancellationToken ct) =>
        links.Of(LinkPurpose.ChooseLetters, State.Member, since.Version, since.At, ct);
}
