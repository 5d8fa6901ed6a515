using Skiller.Contracts;
using Skiller.Contracts.Sharing;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>The links to the member's recognition.</summary>
internal sealed partial class AccountGrain
{
    public async Task<Result<ProfileShare>> Share(ShareProfile command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var fresh = DerivedSecret.NewId();
        var token = await tokens.Of(fresh, ct);
        var shared = await Handle(
            command.Command,
            Limits.IdempotencyWindow,
            (state, now) => SharingProfile.Decide(state, command, fresh, token, now),
            ct);
        if (shared.Value is not { } receipt)
        {
            return shared.Refusal ?? Refusal.Of(RefusalCode.NotFound);
        }

        // A repetition is answered with the link of the first call.
        var made = receipt.Share == fresh ? token : await tokens.Of(receipt.Share, ct);
        return new ProfileShare(receipt.Share, made.Text, receipt.CreatedAt);
    }

    public async Task<Result<Done>> RevokeShare(string share, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => RevokingShare.Decide(state, share, now), ct);
    }

    public async Task<Result<ProfileShares>> Shares(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var items = await Task.WhenAll(State.Shares.Reverse().Select(async share => new ProfileShare(share.Id, (await tokens.Of(share.Id, ct)).Text, share.At)));
        return new ProfileShares([.. items]);
    }
}
