using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>A read-only Orleans stream provider whose queue is the activity log.</summary>
internal sealed class ActivityQueueFactory(string name, IServiceProvider services) : IQueueAdapterFactory, IQueueAdapter
{
    private readonly ActivityQueueMapper _mapper = new(name);
    private readonly ILoggerFactory _loggers = services.GetRequiredService<ILoggerFactory>();

    public string Name => name;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => new SimpleQueueAdapterCache(new SimpleQueueCacheOptions(), name, _loggers);

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(
        new ActivityFailureHandler(services.GetRequiredService<IDeadLetters>(), services.GetRequiredService<TimeProvider>()));

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new ActivityQueueReceiver(
        (int)queueId.GetNumericId(),
        services.GetRequiredService<IActivityLog>(),
        services.GetRequiredService<ICommitSignal>(),
        services.GetRequiredService<ICheckpoints>(),
        services.GetRequiredService<ITracedActs>(),
        services.GetRequiredService<TimeProvider>(),
        _loggers.CreateLogger<ActivityQueueReceiver>());

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId,
        IEnumerable<T> events,
        StreamSequenceToken? token,
        Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("What happens is appended to the activity log, which is this provider's queue.");
}
