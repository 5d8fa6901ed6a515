using System.Collections.Immutable;

namespace Skiller.Grains.Activity;

/// <summary>What is to be appended, whole or not at all.</summary>
/// <param name="Streams">One or more streams, each once.</param>
/// <param name="Commands">The commands that are answered by this append.</param>
internal sealed record AppendRequest(ImmutableArray<StreamAppend> Streams, ImmutableArray<RecordedCommand> Commands)
{
    /// <summary>Facts in one request at most; a transaction gathers requests up to this number as well (ACTIVITY-LOG.md, simplify 7).</summary>
    public const int MaxFacts = 500;
}

/// <summary>Facts for one stream.</summary>
/// <param name="Stream">The stream's name, such as <c>q:1234</c>.</param>
/// <param name="ExpectedVersion">The version that the stream must have now, 0 for none yet.</param>
/// <param name="Facts">At least one.</param>
internal sealed record StreamAppend(string Stream, long ExpectedVersion, ImmutableArray<NewActivity> Facts);

/// <summary>A fact in its stored form.</summary>
/// <param name="Kind">Its permanent name.</param>
/// <param name="Schema">The number of the kind's shape, from 1.</param>
/// <param name="Payload">UTF-8 JSON without personal data.</param>
/// <param name="Personal">UTF-8 JSON of what can be redacted in place, null for none.</param>
/// <param name="At">When it happened.</param>
/// <param name="Actor">The member who acted, null for the system.</param>
/// <param name="Targets">Whom it concerns, as <c>namespace/key</c>; the index is the ordinal.</param>
internal sealed record NewActivity(
    string Kind,
    int Schema,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte>? Personal,
    DateTimeOffset At,
    long? Actor,
    ImmutableArray<string> Targets)
{
    /// <summary>The W3C <c>traceparent</c> of what caused it, null unless that is traced; kept beside the log for a day.</summary>
    public string? Trace { get; init; }
}

/// <summary>A command that was answered.</summary>
/// <param name="Key">64 hexadecimal digits, unique.</param>
/// <param name="Fingerprint">64 hexadecimal digits over the body.</param>
/// <param name="Receipt">UTF-8 JSON of the answer, ids and times only.</param>
/// <param name="ExpiresAt">When the key may be used afresh; null: never (imports).</param>
internal sealed record RecordedCommand(string Key, string Fingerprint, ReadOnlyMemory<byte> Receipt, DateTimeOffset? ExpiresAt);

/// <summary>What became of an append.</summary>
internal abstract record AppendOutcome
{
    /// <summary>It is durable.</summary>
    /// <param name="LastPosition">The position of its last fact.</param>
    internal sealed record Committed(long LastPosition) : AppendOutcome;

    /// <summary>Nothing was appended: these streams are not at the expected version.</summary>
    internal sealed record Conflict(ImmutableArray<string> Streams) : AppendOutcome;

    /// <summary>Nothing was appended: these commands were answered before (also by another request of the same transaction).</summary>
    internal sealed record Duplicate(ImmutableArray<RecordedCommand> Commands) : AppendOutcome;

    /// <summary>Nothing was appended: an operator keeps the log closed. Grains hear of it as a fault (<see cref="Contracts.UnavailableException.IsReadOnly"/>).</summary>
    internal sealed record Closed : AppendOutcome;
}
