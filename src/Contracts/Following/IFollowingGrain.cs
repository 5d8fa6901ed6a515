using System.Collections.Immutable;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Following;

/// <summary>
/// What one member follows, mutes and blocks. Key <c>f:87</c>, which is also the log stream. Following is public, muting and blocking are
/// the member's alone. Following and muting are apart: what is followed and muted reaches the member again when it is muted no more. Whoever asks or
/// answers a question follows it without a fact, until they say otherwise later. Commands are durable on return and idempotent by nature; besides the
/// refusals that are named, each is refused as not-found where the source is not there, and of a suspended member as suspended.
/// </summary>
[Alias("skiller.following"), GrainInterfaceType("skiller.following")]
public interface IFollowingGrain : IGrainWithStringKey
{
    /// <summary>
    /// Follows a question, a skill or another member. Refusals: oneself, blocked (a member whom one has blocked), deleted, full
    /// (<see cref="Limits.FollowsPerMember"/>).
    /// </summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Follow")]
    Task<Result<Done>> Follow(ChooseSource command, CancellationToken ct);

    /// <summary>Follows it no more; also a question that one has asked or answered. Refusals: none of its own.</summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Unfollow")]
    Task<Result<Done>> Unfollow(ChooseSource command, CancellationToken ct);

    /// <summary>Mutes a question or a skill: nothing of it reaches the member. Refusals: not-allowed (a member), deleted, full.</summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Mute")]
    Task<Result<Done>> Mute(ChooseSource command, CancellationToken ct);

    /// <summary>Mutes it no more. Refusals: not-allowed (a member).</summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Unmute")]
    Task<Result<Done>> Unmute(ChooseSource command, CancellationToken ct);

    /// <summary>
    /// Blocks another member: what they do reaches the member in no way, and they are not told. The member follows them no more. Refusals:
    /// not-allowed (no member), oneself, full (<see cref="Limits.BlocksPerMember"/>).
    /// </summary>
    /// <param name="command">Whom.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Block")]
    Task<Result<Done>> Block(ChooseSource command, CancellationToken ct);

    /// <summary>Blocks them no more; they are not followed again by that. Refusals: not-allowed (no member), oneself.</summary>
    /// <param name="command">Whom.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Unblock")]
    Task<Result<Done>> Unblock(ChooseSource command, CancellationToken ct);

    /// <summary>What the member has chosen about one source. For the member's own eyes. Creates nothing.</summary>
    /// <param name="source">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Look")]
    Task<SourceChoice> Look(Source source, CancellationToken ct);

    /// <summary>What the member has muted and whom they have blocked, all of it. For what is shown to the member, and for nobody else's eyes.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Silenced")]
    Task<SilencedSources> Silenced(CancellationToken ct);

    /// <summary>Whom the member has blocked, those blocked last first. For the member's own eyes. Refusals: invalid-cursor.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Blocked")]
    Task<Result<Page<BlockedMember>>> Blocked(PageRequest page, CancellationToken ct);
}

/// <summary>Follows, mutes or blocks something, or no more.</summary>
/// <param name="Actor">The member whose choice it is.</param>
/// <param name="Source">What it is about.</param>
[GenerateSerializer, Immutable, Alias("skiller.choose-source")]
public sealed record ChooseSource([property: Id(0)] Actor Actor, [property: Id(1)] Source Source);

/// <summary>What a member has chosen about one source.</summary>
/// <param name="Follows">Whether they follow it, by their word or because they take part in the question.</param>
/// <param name="IsMuted">Whether nothing of it reaches them.</param>
/// <param name="IsBlocked">Whether they have blocked that member.</param>
[GenerateSerializer, Immutable, Alias("skiller.source-choice")]
public sealed record SourceChoice([property: Id(0)] bool Follows, [property: Id(1)] bool IsMuted, [property: Id(2)] bool IsBlocked);

/// <summary>What shall not reach a member.</summary>
/// <param name="Muted">Questions and skills, in the order of their names; at most <see cref="Limits.MutesPerMember"/>.</param>
/// <param name="Blocked">Members, in the order of their numbers; at most <see cref="Limits.BlocksPerMember"/>.</param>
[GenerateSerializer, Immutable, Alias("skiller.silenced-sources")]
public sealed record SilencedSources([property: Id(0)] ImmutableArray<Source> Muted, [property: Id(1)] ImmutableArray<MemberId> Blocked);

/// <summary>A member who is blocked.</summary>
/// <param name="Member">Who.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("skiller.blocked-member")]
public sealed record BlockedMember([property: Id(0)] MemberId Member, [property: Id(1)] DateTimeOffset At);
