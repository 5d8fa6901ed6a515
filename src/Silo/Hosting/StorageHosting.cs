using System.Data.Common;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Silo.Configuration;
using Skiller.Storage.Backup;
using Skiller.Storage.Keys;
using Skiller.Storage.Nodes;
using Skiller.Storage.Postgres;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Hosting;

/// <summary>Makes the database ready for this program before the silo needs it.</summary>
internal sealed partial class StorageHosting(
    SchemaUpgrade schema,
    LayoutCheck layout,
    Seal seal,
    SealedSecrets sealedSecrets,
    ISecrets secrets,
    NodeRows nodes,
    Settings settings,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<StorageHosting> logger)
{
    /// <summary>A database may start at the same time as the node; one that is away longer ends the start (D14).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Brings the schema up to date, on a database that is set as it must be, and looks whether this program may start on it.</summary>
    /// <param name="isPublic">Whether the public will be served from it.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="SettingsException">It may not.</exception>
    public Task Prepare(bool isPublic, CancellationToken ct) => Patiently(
        async () =>
        {
            await Check(ct);
            // From here on it is the time of this node.
            await nodes.ClockAhead(ct);
            await schema.Apply(ct);
            await CheckLayout(ct);
            await CheckNeighbours(ct);
            await CheckKeys(ct);
            await CheckSeal(isPublic, ct);
            return schema;
        },
        ct);

    /// <summary>A secret that all nodes share.</summary>
    public Task<byte[]> Secret(string purpose, CancellationToken ct) => Patiently(() => secrets.Get(purpose, ct), ct);

    private async Task<T> Patiently<T>(Func<Task<T>> act, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await act();
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

    private async Task CheckNeighbours(CancellationToken ct)
    {
        var silo = settings.Roles.HasFlag(NodeRoles.Silo) ? settings.SiloAddress : null;
        if (services.GetService<PostgresNeighbours>() is { } neighbours
            && await neighbours.Run(settings.ClusterId, settings.ServiceId, silo, ct) is { IsEmpty: false } faults)
        {
            throw new SettingsException(faults);
        }
    }

    private async Task CheckKeys(CancellationToken ct)
    {
        if (await sealedSecrets.Check(ct) is { IsEmpty: false } faults)
        {
            throw new SettingsException([.. faults.Select(static fault => $"{SettingNames.KeyFile}: {fault}")]);
        }
    }

    private async Task CheckSeal(bool isPublic, CancellationToken ct)
    {
        if (isPublic && await seal.Read(ct) is { VerifiedAt: null } unverified)
        {
            throw new SettingsException([$"The database was restored from a backup at {unverified.RestoredAt:u} and is not verified yet: skiller verify."]);
        }
    }

    [LoggerMessage(8001, LogLevel.Warning, "The database is not ready yet: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
