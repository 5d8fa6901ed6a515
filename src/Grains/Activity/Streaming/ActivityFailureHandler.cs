using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>
/// A fact that a consumer did not take within the delivery time. The consumer's own dead letter says why it cannot fold; this one sees to it
/// that a consumer that could not even be reached is rung again (<see cref="UnwrittenSweep"/>). Facts that are delivered later do not make up
/// for it: each names the one before it, so the consumer sees the gap and reads the log.
/// </summary>
internal sealed class ActivityFailureHandler(IDeadLetters letters, TimeProvider clock) : IStreamFailureHandler
{
    public bool ShouldFaultSubsriptionOnError => false;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Letter(streamIdentity, sequenceToken);

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Letter(streamIdentity, sequenceToken);

    private Task Letter(StreamId stream, StreamSequenceToken? token) => letters.Add(
        new DeadLetter(
            $"{stream.GetNamespace()}/{stream.GetKeyAsString()}",
            token is EventSequenceTokenV2 at ? at.SequenceNumber : 0,
            "not delivered in time",
            1,
            clock.GetUtcNow()),
        CancellationToken.None);
}
