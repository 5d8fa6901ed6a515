using System.Collections.Immutable;

namespace Skiller.Storage.Status;

/// <summary>What the metrics of a node show of the database.</summary>
/// <param name="Mails">Mails that are to be sent.</param>
/// <param name="DeadMails">Mails that could not be sent.</param>
/// <param name="Deliveries">Deliveries that are to be made, of webhooks that are not paused.</param>
/// <param name="Letters">Facts that consumers stand before.</param>
/// <param name="ConsumersBehind">Consumers that stand before at least one.</param>
/// <param name="Unwritten">By kind of projection, of those that are few, when the oldest fact happened that is not in its rows; none is absent.</param>
/// <param name="BackupAt">When the last backup ended that the program made, null: there was none.</param>
/// <param name="Secrets">When each secret was made, by its purpose.</param>
/// <param name="Bytes">The size of the database.</param>
/// <param name="Clock">What time it is to the server, null: it has no clock of its own.</param>
internal sealed record DatabaseFigures(
    Backlog Mails,
    long DeadMails,
    Backlog Deliveries,
    long Letters,
    long ConsumersBehind,
    ImmutableDictionary<string, DateTimeOffset> Unwritten,
    DateTimeOffset? BackupAt,
    ImmutableDictionary<string, DateTimeOffset> Secrets,
    long Bytes,
    DateTimeOffset? Clock);

/// <summary>What is to leave the database.</summary>
/// <param name="Waiting">How much.</param>
/// <param name="MadeAt">When the oldest of it was made, null: nothing waits.</param>
/// <param name="DueAt">When that was due whose time came first and is over, null: nothing is late.</param>
internal sealed record Backlog(long Waiting, DateTimeOffset? MadeAt, DateTimeOffset? DueAt);
