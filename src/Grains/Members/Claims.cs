using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>
/// Who a handle or an address belongs to. A claim is a stream whose fact is written together with what it belongs to and expected at the
/// version that was read, so that there is one owner and everybody sees it as soon as it is durable.
/// </summary>
internal sealed class Claims(IActivityLog log, AddressHash addresses)
{
    private const int HandlesKept = 20_000;

    // Whoever has a handle has it for ever, so that their pages need no look into the log.
    private readonly BoundedMap<string, HandleClaim> _handles = new(HandlesKept);

    /// <summary>The member with this handle, or null.</summary>
    public async Task<MemberId?> HandleOwner(Handle handle, CancellationToken ct) => (await Handle(handle, ct))?.Owner;

    /// <summary>What the log says of a handle, null while nobody has it.</summary>
    public async Task<HandleClaim?> Handle(Handle handle, CancellationToken ct)
    {
        var claim = GrainKeys.ClaimOf(handle);
        if (_handles.TryGet(claim, out var known))
        {
            return known;
        }

        var owner = await Owner(claim, ct);
        if (owner is not null)
        {
            _handles.Keep(claim, owner);
        }

        return owner;
    }

    /// <summary>The member who has an account with this address in any spelling, or null.</summary>
    public async Task<MemberId?> AddressOwner(string email, CancellationToken ct) => (await Address(email, ct))?.Owner;

    /// <summary>What the log says of an address, null when it is none. It may have been given back, and belong to somebody else then.</summary>
    public async Task<AddressClaim?> Address(string? email, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return null;
        }

        var claim = new AddressClaim(await addresses.ClaimOf(address, ct), 0, null);
        await foreach (var activity in log.ReadStream(claim.Stream, 0, ct))
        {
            claim = claim.Apply(FactCodec.Decode(activity), activity.Version);
        }

        return claim;
    }

    private async Task<HandleClaim?> Owner(string stream, CancellationToken ct)
    {
        await foreach (var activity in log.ReadStream(stream, 0, ct))
        {
            return FactCodec.Decode(activity) switch
            {
                HandleClaimed claimed => new HandleClaim(claimed.Member, activity.Position),
                _ => null,
            };
        }

        return null;
    }
}

/// <summary>Who a handle belongs to.</summary>
/// <param name="Owner">The member.</param>
/// <param name="Position">Since when: the position of the claim in the log.</param>
internal sealed record HandleClaim(MemberId Owner, long Position);

/// <summary>Who an address belongs to.</summary>
/// <param name="Stream">The stream that claims it.</param>
/// <param name="Version">How far that was read.</param>
/// <param name="Owner">Whose account has it, null: nobody's.</param>
internal sealed record AddressClaim(string Stream, long Version, MemberId? Owner)
{
    public AddressClaim Apply(Fact fact, long version) => fact switch
    {
        AddressClaimed claimed => this with { Version = version, Owner = claimed.Member },
        AddressReleased => this with { Version = version, Owner = null },
        _ => this with { Version = version },
    };
}
