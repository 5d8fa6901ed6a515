using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skiller.Silo.Operations;

/// <summary>What <c>/health/details</c> tells: states, versions, ages and counts; no secret, nobody's address, nothing that anybody wrote.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Roles">What the process does.</param>
/// <param name="State">In a word: <c>ready</c>, <c>read-only</c>, <c>not ready</c>, <c>draining</c>.</param>
/// <param name="StartedAt">When the process began.</param>
/// <param name="HeartbeatSeconds">How old the process' last step is; above 10 it is stuck.</param>
/// <param name="MemoryBytes">What the process holds.</param>
/// <param name="DiskFreeBytes">What is free where its data folder is; null: not known.</param>
/// <param name="ReadOnly">Whether an operator keeps the log closed; null: not known, or nobody does.</param>
/// <param name="Cluster"><c>up</c>, or <c>down</c>: no silo answers.</param>
/// <param name="Database">How it is.</param>
/// <param name="Backlog">What waits; null while the database is away.</param>
/// <param name="Nodes">All nodes that are known; null while the database is away.</param>
internal sealed record HealthReport(
    string Version,
    string Roles,
    string State,
    DateTimeOffset StartedAt,
    double HeartbeatSeconds,
    long MemoryBytes,
    long? DiskFreeBytes,
    ReadOnlyHealth? ReadOnly,
    string Cluster,
    DatabaseHealth Database,
    BacklogHealth? Backlog,
    ImmutableArray<NodeSummary>? Nodes);

/// <summary>A log that is kept closed.</summary>
internal sealed record ReadOnlyHealth(DateTimeOffset Since, string Reason);

/// <summary>How the database is.</summary>
/// <param name="Kind"><c>postgresql</c> or <c>sqlite</c>.</param>
/// <param name="State"><c>up</c>, <c>takes nothing</c>, or <c>down</c>.</param>
/// <param name="Milliseconds">What a question took; null: it was not answered.</param>
internal sealed record DatabaseHealth(string Kind, string State, double? Milliseconds);

/// <summary>What waits.</summary>
/// <param name="Head">The log's last position.</param>
/// <param name="Waiting">Facts that are perhaps not folded yet, of all partitions.</param>
/// <param name="DeadLetters">Facts that a consumer stands before.</param>
/// <param name="Mails">Mails that are to be sent.</param>
/// <param name="OldestMailSeconds">How old the oldest of them is; null: none waits.</param>
/// <param name="DeadMails">Mails that could not be sent.</param>
internal sealed record BacklogHealth(long Head, long Waiting, long DeadLetters, long Mails, double? OldestMailSeconds, long DeadMails);

/// <summary>A node.</summary>
/// <param name="Roles">What it does.</param>
/// <param name="Version">Of its program.</param>
/// <param name="State">As it last said.</param>
/// <param name="SeenSeconds">How long ago that was.</param>
/// <param name="ClockAheadSeconds">How far its clock is ahead of the database's.</param>
internal sealed record NodeSummary(string Roles, string Version, string State, double SeenSeconds, double ClockAheadSeconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
