using System.Collections.Immutable;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Sharing;

/// <summary>
/// A link that shows a member's recognition to whoever has it. Key <c>p:</c> and the hash of its token, which is also the log stream; the
/// token itself is kept nowhere. Which links there are is decided by the member's account.
/// </summary>
[Alias("skiller.share"), GrainInterfaceType("skiller.share")]
public interface IShareGrain : IGrainWithStringKey
{
    /// <summary>Whose recognition it shows, as the log says it now. Refusals: not-found, share-revoked.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<ShareView>> View(CancellationToken ct);
}

/// <summary>What a link that is good shows.</summary>
/// <param name="Member">Whose recognition.</param>
[GenerateSerializer, Immutable, Alias("skiller.share-view")]
public sealed record ShareView([property: Id(0)] MemberId Member);

/// <summary>Makes a link to one's recognition.</summary>
/// <param name="Actor">The member.</param>
/// <param name="Command">Recognises repetitions, null: none.</param>
[GenerateSerializer, Immutable, Alias("skiller.share-profile")]
public sealed record ShareProfile([property: Id(0)] Actor Actor, [property: Id(1)] CommandId? Command);

/// <summary>A link as its maker sees it.</summary>
/// <param name="Id">By which it is revoked; opens nothing.</param>
/// <param name="Token">The secret part of its address; derived again each time.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("skiller.profile-share")]
public sealed record ProfileShare([property: Id(0)] string Id, [property: Id(1)] string Token, [property: Id(2)] DateTimeOffset CreatedAt);

/// <summary>The links of a member that are good, the newest first.</summary>
/// <param name="Items">At most <see cref="Limits.SharesPerMember"/>.</param>
[GenerateSerializer, Immutable, Alias("skiller.profile-shares")]
public sealed record ProfileShares([property: Id(0)] ImmutableArray<ProfileShare> Items);
