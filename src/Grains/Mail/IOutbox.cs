using System.Collections.Immutable;

namespace Skiller.Grains.Mail;

/// <summary>
/// The mails that are to be sent, a row each. A row is written once, together with the mark of the projection that found its fact; it is never
/// made anew by a rebuild, or everybody would be written to again.
/// </summary>
internal interface IOutbox
{
    /// <summary>The mark of the projection, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>Adds mails, each key once, and moves the mark, if the stored mark still is the one that was loaded.</summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<MailIntent> intents, CancellationToken ct);

    /// <summary>
    /// Takes mails that are due, oldest first: until the lease ends nobody else gets them, and after it, if they were not settled, anybody.
    /// </summary>
    Task<IReadOnlyList<ClaimedMail>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct);

    /// <summary>Says what became of a claimed mail.</summary>
    /// <returns>False: the lease had ended and somebody else has claimed it since; nothing was written.</returns>
    Task<bool> Settle(ClaimedMail mail, MailFate fate, DateTimeOffset now, CancellationToken ct);

    /// <summary>Forgets mails that were settled before a time; of those that could not be sent, before another one.</summary>
    Task Forget(DateTimeOffset settledBefore, DateTimeOffset deadBefore, CancellationToken ct);

    /// <summary>How the outbox is.</summary>
    Task<OutboxStatus> Status(CancellationToken ct);
}

/// <summary>A mail that this process may send until its lease ends.</summary>
/// <param name="Key">Unique.</param>
/// <param name="Kind">The stored name of what it says.</param>
/// <param name="Stream">Where its fact is.</param>
/// <param name="Version">The fact's place there.</param>
/// <param name="Attempt">How often it was claimed, this time included; tells a claim from a later one.</param>
/// <param name="MadeAt">When its fact happened.</param>
internal sealed record ClaimedMail(string Key, string Kind, string Stream, long Version, int Attempt, DateTimeOffset MadeAt);

/// <summary>What becomes of a mail.</summary>
internal abstract record MailFate
{
    /// <summary>A server, or the folder, has it.</summary>
    internal sealed record Sent : MailFate;

    /// <summary>There is nobody to be told any more, or nothing to tell.</summary>
    internal sealed record Dropped(string Reason) : MailFate;

    /// <summary>Not now.</summary>
    internal sealed record Waits(DateTimeOffset Until, string Reason) : MailFate;

    /// <summary>Never: an operator should look.</summary>
    internal sealed record Dead(string Reason) : MailFate;
}

/// <summary>How the outbox is.</summary>
/// <param name="Waiting">Mails that are to be sent.</param>
/// <param name="OldestAt">When the fact of the oldest of them happened.</param>
/// <param name="Dead">Mails that could not be sent.</param>
/// <param name="Letters">The newest of these, at most 20.</param>
internal sealed record OutboxStatus(long Waiting, DateTimeOffset? OldestAt, long Dead, ImmutableArray<DeadMail> Letters);

/// <summary>A mail that could not be sent. Nobody's address is in it.</summary>
internal sealed record DeadMail(string Key, string Kind, int Attempts, string Reason, DateTimeOffset At);
