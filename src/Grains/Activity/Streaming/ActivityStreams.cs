using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Streams;
using Skiller.Grains.Accounts;
using Skiller.Grains.Mail;
using Skiller.Grains.Projections;
using Skiller.Grains.Webhooks;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>Composes the stream provider and what the grains of the log need.</summary>
internal static class ActivityStreams
{
    public const string Provider = "activity";

    // Reads wait for a commit, so the timer is only the pause between two reads.
    private static readonly TimeSpan _betweenReads = TimeSpan.FromMilliseconds(10);

    public static ISiloBuilder AddActivityStreams(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<AggregateServices>();
        silo.Services.AddSingleton<ProjectionServices>();
        silo.Services.AddSingleton<PageMemory>();
        silo.Services.AddSingleton<DeliveryBell<MailDelivery>>();
        silo.Services.AddSingleton<DeliveryBell<WebhookDeliveries>>();
        silo.Services.AddSingleton<WebhookSecrets>();
        silo.Services.TryAddSingleton(new SimulationOptions());
        silo.Services.TryAddSingleton<ITracedActs, Untraced>();
        silo.Services.AddHostedService<UnwrittenSweep>();
        return silo.AddPersistentStreams(Provider, static (services, name) => new ActivityQueueFactory(name, services), static streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.UseConsistentRingQueueBalancer();
            streams.ConfigurePullingAgent(static options => options.Configure(static agent => agent.GetQueueMsgsTimerPeriod = _betweenReads));
        });
    }
}
