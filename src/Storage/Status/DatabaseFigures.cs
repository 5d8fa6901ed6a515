using System.Collections.Immutable;

namespace Skiller.Storage.Status;

/// <summary>What the metrics of a node show of the database.</summary>
/// <param name="Mails">Mails that are to be sent.</param>
/// <param name="DeadMails">Mails that could not be sent.</param>
/// <param name="Deliveries">Deliveries that are to be made, of webhooks that are not paused.</param>
/// <param name="Letters">Facts that consumers stand before.</param>
/// <param name="ConsumersBehind">Consumers that stand before at least one.</param>
/// <param name="Unwritten">By kind of projection, of those that are few, when the oldest fact happened that is not in its rows; none is absent.</param>
/// <param name="Upkeep">When a backup and a verification ended last.</param>
/// <param name="Secrets">When each secret was made, by its purpose.</param>
/// <param name="Bytes">The size of the database.</param>
/// <param name="Server">What the server says of itself, null: there is none.</param>
internal sealed record DatabaseFigures(
    Backlog Mails,
    long DeadMails,
    Backlog Deliveries,
    long Letters,
    long ConsumersBehind,
    ImmutableDictionary<string, DateTimeOffset> Unwritten,
    Upkeep Upkeep,
    ImmutableDictionary<string, DateTimeOffset> Secrets,
    long Bytes,
    ServerFigures? Server);

/// <summary>What a server of databases says of itself.</summary>
/// <param name="Clock">What time it is to it.</param>
/// <param name="Waiters">Sessions on this database that wait for another one's lock.</param>
/// <param name="StandbyLag">How far what standbys show is behind, of the one that is furthest; null: there are none, or the role may not know.</param>
internal sealed record ServerFigures(DateTimeOffset Clock, long Waiters, TimeSpan? StandbyLag);

/// <summary>What is to leave the database.</summary>
/// <param name="Waiting">How much.</param>
/// <param name="MadeAt">When the oldest of it was made, null: nothing waits.</param>
/// <param name="DueAt">When that was due whose time came first and is over, null: nothing is late.</param>
internal sealed record Backlog(long Waiting, DateTimeOffset? MadeAt, DateTimeOffset? DueAt);
