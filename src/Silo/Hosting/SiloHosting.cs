using System.Net;
using Orleans.Configuration;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Skiller.Silo.Configuration;
using Skiller.Silo.DeadLetters;
using Skiller.Silo.Import;
using Skiller.Silo.Mail;
using Skiller.Silo.Operations;
using Skiller.Silo.Rebuild;
using Skiller.Silo.Telemetry;
using Skiller.Silo.Verify;
using Skiller.Silo.Webhooks;
using Skiller.Storage;
using Skiller.Storage.Activity;
using Skiller.Storage.Nodes;
using Skiller.Storage.Snapshots;

namespace Skiller.Silo.Hosting;

/// <summary>Composes the part of a node that is in the cluster: a silo with its storage, or the client of a front.</summary>
internal static class SiloHosting
{
    /// <summary>Requests that may wait for one activation before others are turned away (D15).</summary>
    private const int WaitingRequests = 2_000;

    /// <summary>Most bytes of a message between nodes: an import carries a question's history whole (D15).</summary>
    private const int MessageBytes = 4 * 1024 * 1024;

    /// <summary>A grain that nobody has called for this long leaves memory; the log has it.</summary>
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(15);

    /// <summary>An act's outcome is unknown after this (D6).</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A host that is in the cluster and serves nobody.</summary>
    public static IHost Build(Settings settings, DataFolder folder, NodeState state, TimeProvider clock, LogLevel logLevel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddNodeLogging(logLevel, settings.LogFormat);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(clock);
        if (clock is DatabaseClock shared)
        {
            builder.Services.AddSingleton(shared);
            builder.Services.AddSingleton(shared.Cluster);
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(state);
        var ownsSilo = settings.Roles.HasFlag(NodeRoles.Silo);
        if (ownsSilo)
        {
            var ports = folder.Ports(settings);
            if (clock is DatabaseClock)
            {
                builder.Services.AddSingleton<ILocalSiloDetails, SiloIdentity>();
            }

            builder.UseOrleans(silo => silo.Configure(settings, ports));
            builder.Services.AddHostedService<ClusterGauge>();
            builder.Services.AddHostedService<TraceSweep>();
            if (settings.Telemetry.Traces)
            {
                builder.Services.AddSingleton<ITracedActs>(static services => services.GetRequiredService<TracedActs>());
            }

            builder.Services.AddMail(settings);
            builder.Services.AddWebhooks(settings);
        }
        else
        {
            builder.UseOrleansClient(client => client.Configure(settings));
        }

        builder.Services.AddSkillerStorage(settings.Storage);
        builder.Services.AddSingleton(new SimulationOptions { Allowed = settings.AllowSimulation, CapturesMails = settings.CaptureMails });
        builder.Services.AddSkillerAccounts();
        builder.Services.AddSingleton<IOperation, ImportOperation>();
        builder.Services.AddSingleton<IOperation, VerifyOperation>();
        builder.Services.AddSingleton<IOperation, RebuildOperation>();
        builder.Services.AddSingleton<IOperation, DeadLettersOperation>();
        builder.Services.AddHostedService<FirstInvitationNotice>();
        builder.Services.AddHostedService<FigureGauge>();
        builder.Services.AddHostedService<NodeGauge>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<HealthProbe>(services, ownsSilo));
        if (ownsSilo && settings.Storage.IsPostgres)
        {
            builder.Services.AddHostedService<LostDatabase>();
            builder.Services.AddHostedService<DeadSilos>();
            builder.Services.AddHostedService<StaleSweep>();
        }

        return builder.Build();
    }

    private static void Configure(this ISiloBuilder silo, Settings settings, (int Silo, int Gateway) ports)
    {
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.Configure<GrainCollectionOptions>(static options => options.CollectionAge = CollectionAge);
        silo.Configure<LoadSheddingOptions>(options => (options.LoadSheddingEnabled, options.CpuThreshold) = (true, settings.ShedAtCpu));
        silo.Configure<SiloMessagingOptions>(static options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            options.SystemResponseTimeout = ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = WaitingRequests;
            options.MaxMessageBodySize = MessageBytes;
        });
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.SiloAddress;
            (options.SiloPort, options.GatewayPort) = ports;
        });
        silo.Configure<ClusterMembershipOptions>(Tune);
        silo.UseSkillerClustering(settings.Storage, new IPEndPoint(settings.SiloAddress, ports.Silo));
        silo.AddSkillerOrleansStorage(settings.Storage);
        silo.AddActivityStreams();
        if (settings.Dashboard)
        {
            silo.AddNodeDashboard();
        }

        if (settings.Telemetry.Traces)
        {
            silo.AddActivityPropagation();
        }
    }

    // Measured (D14): a silo that dies is out within two seconds, and all of them at once are back within fourteen.
    private static void Tune(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static void Configure(this IClientBuilder client, Settings settings)
    {
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId));
        client.Configure<ClientMessagingOptions>(static options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            options.MaxMessageBodySize = MessageBytes;
        });
        client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseSkillerClustering();
        client.UseConnectionRetryFilter<KnockAgain>();
        if (settings.Telemetry.Traces)
        {
            client.AddActivityPropagation();
        }
    }

    private sealed class KnockAgain(TimeProvider clock) : IClientConnectionRetryFilter
    {
        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            return true;
        }
    }
}
