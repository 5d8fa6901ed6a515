namespace Skiller.Grains.Audit;

/// <summary>The trail of administrative acts: it only grows, and each entry is bound to those before it (<see cref="AuditChain"/>).</summary>
internal interface IAuditTrail
{
    /// <summary>The mark of the projection, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>Adds entries, in their order, and moves the mark together, if the stored mark still is the one that was loaded.</summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<AuditEntry> entries, CancellationToken ct);

    /// <summary>Adds what an operator has done.</summary>
    /// <exception cref="Contracts.UnavailableException">Certainly not written.</exception>
    Task Note(AuditEntry entry, CancellationToken ct);

    /// <summary>Entries beyond a number, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ChainedEntry>> Read(long after, int limit, CancellationToken ct);

    /// <summary>The last entry's number and hash; 0 and <see cref="AuditChain.Beginning"/> when there is none.</summary>
    Task<AuditHead> Head(CancellationToken ct);
}

/// <summary>Where the trail ends.</summary>
/// <param name="Number">Of the last entry, 0: there is none.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
internal sealed record AuditHead(long Number, string Hash);
