using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Sharing;

/// <summary>A link shows a member's recognition. The first fact of its stream; the owner's account has <see cref="Accounts.ProfileShared"/>.</summary>
[ActivityKind("share-opened")]
internal sealed record ShareOpened(MemberId Member) : Fact;

/// <summary>A link shows nothing any more.</summary>
[ActivityKind("share-closed")]
internal sealed record ShareClosed : Fact;
