namespace Skiller.Grains.Following;

/// <summary>The rows of feeds and of who follows what, as they are written. Derived from the log: they can be dropped and folded again.</summary>
internal interface IFeedStore
{
    /// <summary>The mark of a projection of feeds, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>Writes changes, in their order, and the mark together, if the stored mark still is the one that was loaded.</summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<FeedChange> changes, CancellationToken ct);
}
