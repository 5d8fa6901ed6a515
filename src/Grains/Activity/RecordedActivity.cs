namespace Skiller.Grains.Activity;

/// <summary>A fact as the log holds it.</summary>
/// <param name="Position">Its place in the whole log, from 1, ascending, perhaps with gaps.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its place in the stream, from 1 without gaps.</param>
/// <param name="Kind">Its permanent name.</param>
/// <param name="Schema">The number of the kind's shape.</param>
/// <param name="Payload">UTF-8 JSON without personal data.</param>
/// <param name="Personal">UTF-8 JSON of personal data; null: none, or redacted.</param>
/// <param name="At">When it happened.</param>
/// <param name="Actor">The member who acted.</param>
internal sealed record RecordedActivity(
    long Position,
    string Stream,
    long Version,
    string Kind,
    int Schema,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte>? Personal,
    DateTimeOffset At,
    long? Actor);

/// <summary>A fact as it concerns one target.</summary>
/// <param name="Target">Whom, as <c>namespace/key</c>.</param>
/// <param name="Ordinal">The target's place among those of the fact.</param>
/// <param name="Activity">The fact.</param>
/// <param name="Previous">The position of the target's fact before it, 0 for none; null where it was not asked for.</param>
internal sealed record TargetedActivity(string Target, int Ordinal, RecordedActivity Activity, long? Previous = null)
{
    /// <summary>The W3C <c>traceparent</c> of the commit of a traced fact; null for all others.</summary>
    public string? Trace { get; init; }
}

/// <summary>A place in a partition: tokens differ within one position.</summary>
/// <param name="Position">The fact's position.</param>
/// <param name="Ordinal">The target's place among those of the fact.</param>
internal readonly record struct ActivityToken(long Position, int Ordinal) : IComparable<ActivityToken>
{
    public int CompareTo(ActivityToken other) => (Position, Ordinal).CompareTo((other.Position, other.Ordinal));
}
