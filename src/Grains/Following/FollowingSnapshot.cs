using System.Collections.Immutable;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>The stored form of a member's choices.</summary>
internal sealed record FollowingSnapshot(
    MemberId Member,
    long Version,
    ImmutableArray<ChosenSource> Followed,
    ImmutableArray<ChosenSource> Left,
    ImmutableArray<ChosenSource> Muted,
    ImmutableArray<ChosenSource> Blocked)
{
    public static readonly SnapshotFormat<FollowingState> Format = new SnapshotFormat<FollowingState, FollowingSnapshot>(
        "following", schema: 1, least: 200, SnapshotJson.Default.FollowingSnapshot, Of, Restore);

    private static FollowingSnapshot Of(FollowingState state) =>
        new(state.Member, state.Version, Kept(state.Followed), Kept(state.Left), Kept(state.Muted), Kept(state.Blocked));

    private static FollowingState Restore(FollowingSnapshot kept) =>
        new(kept.Member, kept.Version, Restored(kept.Followed), Restored(kept.Left), Restored(kept.Muted), Restored(kept.Blocked));

    private static ImmutableArray<ChosenSource> Kept(ImmutableDictionary<Source, DateTimeOffset> sources) =>
        [.. sources.Select(static pair => new ChosenSource(pair.Key, pair.Value)).OrderBy(static chosen => chosen.Source)];

    private static ImmutableDictionary<Source, DateTimeOffset> Restored(ImmutableArray<ChosenSource> kept) =>
        kept.ToImmutableDictionary(static chosen => chosen.Source, static chosen => chosen.At);
}

internal sealed record ChosenSource(Source Source, DateTimeOffset At);
