using System.Data.Common;
using Skiller.Contracts;
using Skiller.Silo.Configuration;
using Skiller.Storage.Postgres;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Hosting;

/// <summary>Makes the database ready for this program before the silo needs it.</summary>
internal sealed partial class StorageHosting(
    SchemaUpgrade schema,
    LayoutCheck layout,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<StorageHosting> logger)
{
    /// <summary>A database may start at the same time as the node; one that is away longer ends the start (D14).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task Prepare(CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await Check(ct);
                await schema.Apply(ct);
                await CheckLayout(ct);
                return;
            }
            catch (Exception fault) when (fault is DbException or UnavailableException && clock.GetElapsedTime(begun) < Patience)
            {
                LogAway(logger, fault.Message);
                await Task.Delay(Pause, clock, ct);
            }
        }
    }

    // What is set wrongly would lose what is acknowledged, so nothing starts on it (D10).
    private async Task Check(CancellationToken ct)
    {
        if (services.GetService<PostgresChecks>() is { } checks && await checks.Run(ct) is { IsEmpty: false } faults)
        {
            throw new SettingsException(faults);
        }
    }

    private async Task CheckLayout(CancellationToken ct)
    {
        if (await layout.Run(ct) is { IsEmpty: false } faults)
        {
            throw new SettingsException(faults);
        }
    }

    [LoggerMessage(8001, LogLevel.Warning, "The database is not ready yet: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
