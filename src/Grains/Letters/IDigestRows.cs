using Skiller.Contracts.Members;

namespace Skiller.Grains.Letters;

/// <summary>When to look at whose digest, a row a member. Not derived state: whether one was sent, the log says.</summary>
internal interface IDigestRows
{
    /// <summary>Takes rows that are due, the oldest first: until the lease ends nobody else gets them.</summary>
    Task<IReadOnlyList<DigestRow>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct);

    /// <summary>Says when to look at rows again, and that all was seen to up to now.</summary>
    Task Settle(IReadOnlyList<(DigestRow Row, DateTimeOffset DueAt)> rows, DateTimeOffset now, CancellationToken ct);
}

/// <summary>A member whose digest is looked at.</summary>
/// <param name="Member">Who.</param>
/// <param name="LookedAt">Up to when their digests were seen to.</param>
internal sealed record DigestRow(MemberId Member, DateTimeOffset LookedAt);
