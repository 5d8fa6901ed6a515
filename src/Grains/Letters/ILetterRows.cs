using Skiller.Contracts.Members;

namespace Skiller.Grains.Letters;

/// <summary>
/// Who may have to be written to. A row says only where to look: what is told, and whether it was told before, the log says. Not derived state: a
/// rebuild leaves it alone, or everybody would be written to again.
/// </summary>
internal interface ILetterRows
{
    /// <summary>Up to where notifications were gathered.</summary>
    Task<long> LoadMark(CancellationToken ct);

    /// <summary>
    /// Gathers the notifications in (loaded, mark], a row a member, by one statement, and moves the mark, if the stored mark still is the one that
    /// was loaded. A row is due once its first notification is as old as <paramref name="bundle"/>.
    /// </summary>
    /// <returns>False: another silo gathered; nothing was written.</returns>
    Task<bool> Gather(long loaded, long mark, TimeSpan bundle, CancellationToken ct);

    /// <summary>Takes rows that are due, the oldest first: until the lease ends nobody else gets them, and after it, if they are still there, anybody.</summary>
    Task<IReadOnlyList<LetterRow>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct);

    /// <summary>Says what becomes of rows that were claimed; what was gathered since stays.</summary>
    Task Settle(IReadOnlyList<LetterFate> fates, DateTimeOffset now, CancellationToken ct);
}

/// <summary>A member who may have to be written to.</summary>
/// <param name="Member">Who.</param>
/// <param name="First">The position of the first notification.</param>
/// <param name="Last">The position of the last one.</param>
internal sealed record LetterRow(MemberId Member, long First, long Last);

/// <summary>What becomes of a row.</summary>
/// <param name="Row">Which.</param>
/// <param name="DueAt">When to look again, null: there is nothing left to say.</param>
internal sealed record LetterFate(LetterRow Row, DateTimeOffset? DueAt);
