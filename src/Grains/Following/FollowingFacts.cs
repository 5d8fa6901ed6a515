using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

// All of them stand in the stream of the member whose choice it is, who is also the actor.

/// <summary>A member follows a question, a skill or a member from now on.</summary>
[ActivityKind("source-followed")]
internal sealed record SourceFollowed(Source Source) : Fact;

/// <summary>A member follows it no more; a question also if they followed it because they took part in it.</summary>
[ActivityKind("source-unfollowed")]
internal sealed record SourceUnfollowed(Source Source) : Fact;

/// <summary>A member wants to hear nothing of a question or a skill, whatever they follow.</summary>
[ActivityKind("source-muted")]
internal sealed record SourceMuted(Source Source) : Fact;

/// <summary>A member hears of it again, if they follow it.</summary>
[ActivityKind("source-unmuted")]
internal sealed record SourceUnmuted(Source Source) : Fact;

/// <summary>A member wants nothing of another to reach them.</summary>
[ActivityKind("member-blocked")]
internal sealed record MemberBlocked(Source Source) : Fact;

/// <summary>A member lets another reach them again.</summary>
[ActivityKind("member-unblocked")]
internal sealed record MemberUnblocked(Source Source) : Fact;
