using Skiller.Contracts.Operations;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Storage;
using Skiller.Storage.Nodes;

namespace Skiller.Silo.Commands;

/// <summary>The storage of a command that works on the database itself, without a node.</summary>
internal static class StorageOfCommand
{
    /// <summary>Composes it; whoever asks disposes of it. What it writes on PostgreSQL goes by the database's time, once that was asked for.</summary>
    public static ServiceProvider Open(Settings settings)
    {
        var services = new ServiceCollection().AddLogging(static logging => logging.AddNodeLogging(LogLevel.Warning, LogFormat.Text));
        if (settings.Storage.IsPostgres)
        {
            var cluster = new ClusterClock(TimeProvider.System);
            services.AddSingleton(cluster).AddSingleton<TimeProvider>(new DatabaseClock(cluster));
        }

        return services.AddSkillerStorage(settings.Storage).BuildServiceProvider();
    }

    /// <summary>Does something with it where there is a database; where there is none, says so.</summary>
    public static async Task<ExitCode> Use(Settings settings, Func<IServiceProvider, Task<ExitCode>> act, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = Open(settings);
        await services.GetRequiredService<NodeRows>().ClockAhead(ct);
        return await act(services);
    }
}
