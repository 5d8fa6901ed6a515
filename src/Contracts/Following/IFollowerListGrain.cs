using Skiller.Contracts.Members;

namespace Skiller.Contracts.Following;

/// <summary>Who follows what, as everybody may see it; up to a second behind what happens. A stateless worker.</summary>
[Alias("skiller.follower-list"), GrainInterfaceType("skiller.follower-list")]
public interface IFollowerListGrain : IGrainWithStringKey
{
    /// <summary>Who follows it, those who came last first. Refusals: invalid-cursor.</summary>
    /// <param name="source">What is followed.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Followers")]
    Task<Result<Page<Follower>>> Followers(Source source, PageRequest page, CancellationToken ct);

    /// <summary>What a member follows, what they followed last first. Which questions is for their own eyes. Refusals: invalid-cursor.</summary>
    /// <param name="member">Who follows.</param>
    /// <param name="kind">What.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Followed")]
    Task<Result<Page<FollowedSource>>> Followed(MemberId member, SourceKind kind, PageRequest page, CancellationToken ct);

    /// <summary>How many follow it, 0 or more; null: it cannot be read now and never was.</summary>
    /// <param name="source">What is followed.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Count")]
    Task<long?> Count(Source source, CancellationToken ct);
}

/// <summary>What can be followed. Numbers are stored and permanent.</summary>
public enum SourceKind
{
    /// <summary>A question.</summary>
    Question = 1,
    /// <summary>A skill.</summary>
    Skill = 2,
    /// <summary>A member.</summary>
    Member = 3,
}

/// <summary>Somebody who follows something.</summary>
/// <param name="Member">Who.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("skiller.follower")]
public sealed record Follower([property: Id(0)] MemberId Member, [property: Id(1)] DateTimeOffset At);

/// <summary>Something that somebody follows.</summary>
/// <param name="Source">What.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("skiller.source-followed")]
public sealed record FollowedSource([property: Id(0)] Source Source, [property: Id(1)] DateTimeOffset At);
