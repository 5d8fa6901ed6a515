using Skiller.Contracts.Members;

namespace Skiller.Grains.Activity;

/// <summary>
/// Something that happened, in the past tense. A fact's kind and shape are the storage format: they are read for ever. A new property is
/// nullable or has a safe default; another meaning is another kind.
/// </summary>
internal abstract record Fact;

/// <summary>The permanent name of a fact in the log.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ActivityKindAttribute(string name, int schema = 1) : Attribute
{
    public string Name { get; } = name;

    public int Schema { get; } = schema;
}

/// <summary>Marks a property that is stored in the payload that can be redacted in place; it is nullable, and null after a redaction.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PersonalAttribute : Attribute;

/// <summary>A fact with the time at which it happened and who acted.</summary>
internal sealed record TimedFact(Fact Fact, DateTimeOffset At, MemberId? Actor)
{
    /// <summary>Whether it happened elsewhere and is only written down here, as an import does.</summary>
    public bool IsPast { get; init; }
}

/// <summary>Where and when a fact stands in its stream; what folds see beside the fact.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its place there.</param>
/// <param name="At">When it happened.</param>
/// <param name="Actor">Who acted.</param>
internal readonly record struct Occurrence(string Stream, long Version, DateTimeOffset At, MemberId? Actor)
{
    /// <summary>The name of the event as a cause: <c>stream@version</c>.</summary>
    public string Cause => $"{Stream}@{Version}";
}
