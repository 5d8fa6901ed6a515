using System.Collections.Immutable;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Following;

/// <summary>The rows of feeds and of who follows what, as they are read.</summary>
internal interface IFeedRows
{
    /// <summary>Who follows something, the newest first, before a position.</summary>
    Task<IReadOnlyList<(Follower Follower, long Position)>> Followers(Source source, long before, int limit, CancellationToken ct);

    /// <summary>What a member follows, the newest first, before a position.</summary>
    Task<IReadOnlyList<(FollowedSource Followed, long Position)>> Followed(MemberId member, SourceKind kind, long before, int limit, CancellationToken ct);

    /// <summary>How many follow each of some; those that nobody follows are left out.</summary>
    Task<ImmutableDictionary<Source, long>> Counts(ImmutableArray<Source> sources, CancellationToken ct);

    /// <summary>Which questions had something on which day in what a member follows, the newest first, behind a place.</summary>
    Task<IReadOnlyList<CardPlace>> Cards(MemberId member, CardPlace? after, int limit, CancellationToken ct);

    /// <summary>What of all that a member follows brings those cards, and what happened in them, the newest first.</summary>
    Task<ImmutableDictionary<(QuestionId Question, int Day), CardRows>> Contents(MemberId member, IReadOnlyList<CardPlace> cards, CancellationToken ct);

    /// <summary>Questions that are shown, in skills and by members whom a member follows, those asked last first, behind a place.</summary>
    Task<IReadOnlyList<CardPlace>> Questions(MemberId member, CardPlace? after, int limit, CancellationToken ct);
}

/// <summary>The place of a card in a feed.</summary>
/// <param name="Question">Which question.</param>
/// <param name="Day">Days since 1970 (UTC), 0 where days do not matter.</param>
/// <param name="At">Microseconds since 1970 of what it is sorted by.</param>
internal sealed record CardPlace(QuestionId Question, int Day, long At);

/// <summary>What stands on a card.</summary>
/// <param name="Reasons">What the member follows that brings it.</param>
/// <param name="Acts">What happened, the newest first.</param>
internal sealed record CardRows(ImmutableArray<Source> Reasons, ImmutableArray<FeedAct> Acts);
