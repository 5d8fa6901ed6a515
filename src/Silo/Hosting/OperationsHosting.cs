using System.Diagnostics;
using Skiller.Silo.Configuration;
using Skiller.Silo.Operations;
using Skiller.Silo.Telemetry;

namespace Skiller.Silo.Hosting;

/// <summary>
/// Composes the operations address: an application of its own, so that nothing of it can ever be reached on the public one, and so that it
/// answers before the cluster is there and while it goes.
/// </summary>
internal static class OperationsHosting
{
    public static WebApplication Build(
        Settings settings, NodeState state, Heartbeat heartbeat, HealthDetails details, OperationDesk desk, IServiceProvider cluster, LogLevel logLevel)
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
        builder.WebHost.UseUrls(settings.OperationsUrl.AbsoluteUri);
        builder.WebHost.ConfigureKestrel(static options => options.AddServerHeader = false);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddTelemetry(settings);

        // What an operator and their machines ask is no part of what users wait for: nobody listens to this source.
        builder.Services.AddSingleton(new ActivitySource("Skiller.Operations"));
        if (settings.Dashboard)
        {
            builder.Services.AddNodeDashboard(cluster);
        }

        var app = builder.Build();
        app.MapHealth(state, heartbeat, details, desk);
        app.MapMetrics();
        app.MapOperations(desk);
        if (settings.Dashboard)
        {
            app.MapNodeDashboard(desk);
        }

        return app;
    }
}
