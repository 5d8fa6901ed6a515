using Skiller.Contracts.Members;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>
/// A fact on its way to a consumer of this cluster. Never stored: a newer version may change it. The position of the fact before it for the same
/// target lets the consumer see that one was not delivered; without it (null) the consumer reads the log.
/// </summary>
[GenerateSerializer, Immutable, Alias("skiller.activity-message")]
internal sealed record ActivityMessage(
    [property: Id(0)] string Target,
    [property: Id(1)] int Ordinal,
    [property: Id(2)] long Position,
    [property: Id(3)] string Stream,
    [property: Id(4)] long Version,
    [property: Id(5)] string Kind,
    [property: Id(6)] int Schema,
    [property: Id(7)] byte[] Payload,
    [property: Id(8)] byte[]? Personal,
    [property: Id(9)] DateTimeOffset At,
    [property: Id(10)] MemberId? Actor,
    [property: Id(11)] long? Previous)
{
    /// <summary>The W3C <c>traceparent</c> of the commit of a traced fact; null for all others.</summary>
    [Id(12)]
    public string? Trace { get; init; }

    public static ActivityMessage Of(TargetedActivity targeted, string? trace)
    {
        var activity = targeted.Activity;
        return new ActivityMessage(
            targeted.Target,
            targeted.Ordinal,
            activity.Position,
            activity.Stream,
            activity.Version,
            activity.Kind,
            activity.Schema,
            activity.Payload.ToArray(),
            activity.Personal?.ToArray(),
            activity.At,
            activity.Actor is { } actor ? new MemberId(actor) : null,
            targeted.Previous)
        {
            Trace = trace,
        };
    }

    public TargetedActivity ToActivity() =>
        new(Target, Ordinal, new RecordedActivity(Position, Stream, Version, Kind, Schema, Payload, Personal, At, Actor?.Value), Previous) { Trace = Trace };
}
