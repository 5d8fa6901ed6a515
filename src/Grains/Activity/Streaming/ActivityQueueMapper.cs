using Orleans.Configuration;
using Orleans.Streams;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>
/// One queue a partition. The partition is a stable hash of the target, so that one queue serves a target and its facts come in the order of
/// their positions; which silo reads which queue is the ring's business.
/// </summary>
internal sealed class ActivityQueueMapper(string provider) : IConsistentRingStreamQueueMapper
{
    private readonly HashRingBasedStreamQueueMapper _ring =
        new(new HashRingStreamQueueMapperOptions { TotalQueueCount = ActivityRouting.Partitions }, provider);

    public IEnumerable<QueueId> GetAllQueues() => _ring.GetAllQueues();

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) => _ring.GetQueuesForRange(range);

    public QueueId GetQueueForStream(StreamId streamId)
    {
        var partition = ActivityRouting.PartitionOf($"{streamId.GetNamespace()}/{streamId.GetKeyAsString()}");
        return _ring.GetAllQueues().First(queue => queue.GetNumericId() == partition);
    }
}
