using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>
/// Who a handle or an address belongs to. A claim is a stream with one fact, written together with what it belongs to and expected to be the
/// first, so that there is one owner and everybody sees it as soon as it is durable.
/// </summary>
internal sealed class Claims(IActivityLog log, AddressHash addresses)
{
    private const int HandlesKept = 20_000;

    // Whoever has a handle has it for ever, so that their pages need no look into the log.
    private readonly BoundedMap<string, MemberId> _handles = new(HandlesKept);

    /// <summary>The member with this handle, or null.</summary>
    public async Task<MemberId?> HandleOwner(Handle handle, CancellationToken ct)
    {
        var claim = GrainKeys.ClaimOf(handle);
        if (_handles.TryGet(claim, out var known))
        {
            return known;
        }

        var owner = await Owner(claim, ct);
        if (owner is { } found)
        {
            _handles.Keep(claim, found);
        }

        return owner;
    }

    /// <summary>The member who has an account with this address in any spelling, or null.</summary>
    public async Task<MemberId?> AddressOwner(string email, CancellationToken ct) =>
        EmailAddress.TryParse(email, out var address) ? await Owner(await addresses.ClaimOf(address, ct), ct) : null;

    private async Task<MemberId?> Owner(string stream, CancellationToken ct)
    {
        await foreach (var activity in log.ReadStream(stream, 0, ct))
        {
            return FactCodec.Decode(activity) switch
            {
                HandleClaimed claimed => claimed.Member,
                AddressClaimed claimed => claimed.Member,
                _ => null,
            };
        }

        return null;
    }
}
