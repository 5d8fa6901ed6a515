namespace Skiller.Grains.Projections;

/// <summary>Everything that is derived from the log, row by row, with the positions up to which it was folded, for verify and rebuild.</summary>
internal interface IDerivedState
{
    /// <summary>All rows of all kinds, in pages.</summary>
    IAsyncEnumerable<DerivedRow> All(CancellationToken ct);

    /// <summary>The targets that the log knows in a namespace, in their order, at most <paramref name="limit"/> after one.</summary>
    Task<IReadOnlyList<string>> Targets(string ns, string after, int limit, CancellationToken ct);

    /// <summary>Drops ledgers and standings with their marks.</summary>
    Task ClearStandings(CancellationToken ct);

    /// <summary>Drops the rows of lists with their marks.</summary>
    Task ClearLists(CancellationToken ct);

    /// <summary>Drops what can be found with its marks.</summary>
    Task ClearSearch(CancellationToken ct);

    /// <summary>Drops what members were told of with its marks; not what they have read.</summary>
    Task ClearInbox(CancellationToken ct);

    /// <summary>Drops who follows what and what reaches them, with the marks.</summary>
    Task ClearFeeds(CancellationToken ct);

    /// <summary>Drops the figures of the pulse that come from the log, with the mark; not what fronts have counted.</summary>
    Task ClearPulse(CancellationToken ct);

    /// <summary>Drops the snapshots of aggregates, whose next activations read their whole streams.</summary>
    Task ClearSnapshots(CancellationToken ct);
}

/// <summary>A row as text, so that what should be and what is can be held against each other.</summary>
/// <param name="Kind">What it is: <c>ledger</c>, <c>standing</c>, <c>question</c>, …</param>
/// <param name="Key">Its key, parts joined by a slash.</param>
/// <param name="Value">Its other columns, joined by a bar.</param>
internal sealed record DerivedRow(string Kind, string Key, string Value);
