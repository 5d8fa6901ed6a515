using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>What a member has chosen. Bounded: so many followed, muted and blocked, so many questions that were left.</summary>
/// <param name="Member">Whose choices.</param>
/// <param name="Version">The version of the last fact.</param>
/// <param name="Followed">What the member said they follow, since when.</param>
/// <param name="Left">Questions of which the member said last that they do not follow them, since when.</param>
/// <param name="Muted">Questions and skills, since when.</param>
/// <param name="Blocked">Members, since when.</param>
internal sealed record FollowingState(
    MemberId Member,
    long Version,
    ImmutableDictionary<Source, DateTimeOffset> Followed,
    ImmutableDictionary<Source, DateTimeOffset> Left,
    ImmutableDictionary<Source, DateTimeOffset> Muted,
    ImmutableDictionary<Source, DateTimeOffset> Blocked) : IAggregateState<FollowingState>
{
    /// <summary>
    /// Questions that were left are remembered up to so many, those left last. Of one that is forgotten it is said that the member follows it as long
    /// as they take part in it; leaving it once more is then a fact again, which changes nothing.
    /// </summary>
    public const int LeftMax = 2_000;

    private static readonly ImmutableDictionary<Source, DateTimeOffset> _none = ImmutableDictionary<Source, DateTimeOffset>.Empty;

    public static FollowingState Initial(string stream) => new(
        new MemberId(long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)),
        0,
        _none,
        _none,
        _none,
        _none);

    /// <summary>Whether the member follows it: by their word, or because they took part in the question and did not leave it since.</summary>
    /// <param name="source">What.</param>
    /// <param name="partTaken">When the member asked or last answered the question, null: never, or it is none.</param>
    public bool Follows(Source source, DateTimeOffset? partTaken) =>
        Followed.ContainsKey(source) || (partTaken is { } part && !(Left.TryGetValue(source, out var left) && left >= part));

    public FollowingState Apply(Fact fact, Occurrence occurrence) => Next(fact, occurrence.At) with { Version = occurrence.Version };

    private FollowingState Next(Fact fact, DateTimeOffset at) => fact switch
    {
        SourceFollowed followed => this with { Followed = Followed.SetItem(followed.Source, at), Left = Left.Remove(followed.Source) },
        SourceUnfollowed { Source: { Question: not null } question } =>
            this with { Followed = Followed.Remove(question), Left = Newest(Left.SetItem(question, at)) },
        SourceUnfollowed unfollowed => this with { Followed = Followed.Remove(unfollowed.Source) },
        SourceMuted muted => this with { Muted = Muted.SetItem(muted.Source, at) },
        SourceUnmuted unmuted => this with { Muted = Muted.Remove(unmuted.Source) },
        MemberBlocked blocked => this with { Blocked = Blocked.SetItem(blocked.Source, at) },
        MemberUnblocked unblocked => this with { Blocked = Blocked.Remove(unblocked.Source) },
        _ => this,
    };

    private static ImmutableDictionary<Source, DateTimeOffset> Newest(ImmutableDictionary<Source, DateTimeOffset> left) =>
        left.Count <= LeftMax ? left : left.Remove(left.MinBy(static pair => (pair.Value, pair.Key)).Key);
}
