using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>One fact for one target, as the stream provider carries it.</summary>
[GenerateSerializer, Immutable, Alias("skiller.activity-batch")]
internal sealed class ActivityBatch(ActivityMessage message) : IBatchContainer
{
    [Id(0)]
    public ActivityMessage Message { get; } = message;

    /// <summary>A target <c>namespace/key</c> is the stream of that namespace and key.</summary>
    public StreamId StreamId
    {
        get
        {
            var slash = Message.Target.IndexOf('/', StringComparison.Ordinal);
            return StreamId.Create(Message.Target[..slash], Message.Target[(slash + 1)..]);
        }
    }

    // Tokens differ within one position, or a new cursor of the cache starts behind the wanted item (ACTIVITY-LOG.md part 7).
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Message.Position, Message.Ordinal);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Message is T message ? [Tuple.Create(message, SequenceToken)] : [];

    public bool ImportRequestContext() => false;
}
