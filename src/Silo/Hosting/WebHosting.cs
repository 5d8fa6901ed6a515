using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Skiller.Contracts;
using Skiller.Contracts.Operations;
using Skiller.Silo.Configuration;
using Skiller.Silo.Operations;
using Skiller.Silo.Telemetry;
using Skiller.Web;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Silo.Hosting;

/// <summary>Composes the front: the public address and nothing of the cluster but the way to call grains.</summary>
internal static class WebHosting
{
    /// <summary>Room for what a body has around its content.</summary>
    private const int Slack = 1_024;

    public static WebApplication Build(Settings settings, PublicPorts ports, IClusterClient cluster, IFormKeyStore formKeys, NodeState state, ClusterClock clusterClock, TimeProvider clock, LogLevel logLevel)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "skiller",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        // Settings come from one place only, and were checked.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.AddNodeLogging(logLevel, settings.LogFormat);
        builder.WebHost.UseUrls([.. settings.PublicAddresses, .. settings.Http2Url is { } http2 ? (string[])[http2.GetLeftPart(UriPartial.Authority)] : []]);
        builder.WebHost.ConfigureKestrel(options =>
        {
            Limit(options);
            options.ConfigureEndpointDefaults(endpoint => Speak(endpoint, settings.Http2Url));
        });
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = ports.Listen);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(cluster);
        builder.Services.AddSingleton<IGrainFactory>(cluster);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(clusterClock);
        builder.Services.AddSingleton<INodeHealth>(state);
        builder.Services.AddSingleton(formKeys);
        builder.Services.AddSkillerWeb(Options(settings));
        builder.Services.AddSingleton<DistributedContextPropagator, DeafPropagator>();
        var app = builder.Build();
        if (settings.Telemetry.Traces)
        {
            app.UseRequestSpans();
        }

        app.MapSkillerWeb();
        return app;
    }

    private static WebOptions Options(Settings settings) => new()
    {
        PublicUrl = settings.PublicUrl,
        TrustedProxies = settings.TrustedProxies,
        AllowSimulation = settings.AllowSimulation,
        PasswordIterations = settings.PasswordIterations,
        MostRequests = settings.MostRequests,
    };

    // Without TLS nobody can ask which versions there are, so a port has one.
    private static void Speak(ListenOptions endpoint, Uri? http2)
    {
        if (http2 is not null && endpoint.IPEndPoint?.Port == http2.Port)
        {
            endpoint.Protocols = HttpProtocols.Http2;
        }
    }

    // F31 and F32: slow or huge requests end early.
    private static void Limit(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Limits.MaxRequestBodySize = Limits.RequestBytes + Slack;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
    }
}
