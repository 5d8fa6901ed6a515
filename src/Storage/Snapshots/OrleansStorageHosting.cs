using System.Net;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Storage;
using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Snapshots;

/// <summary>Orleans' ADO.NET providers on the database that the options name. Needs <see cref="StorageRegistration.AddSkillerStorage"/>.</summary>
internal static class OrleansStorageHosting
{
    /// <summary>The name of the grain storage for snapshots and plain state.</summary>
    public const string Snapshots = AggregateServices.SnapshotStorage;

    /// <summary>The key of the data source that the providers use.</summary>
    public const string Source = "Orleans";

    // Under which the provider itself is registered where something stands before it.
    private const string Provider = "SnapshotProvider";

    // The names under which the providers know Npgsql and Microsoft.Data.Sqlite.
    private const string Postgres = "Npgsql";
    private const string Sqlite = "System.Data.SQLite";

    /// <summary>Grain storage, and reminders that only wake what a scan finds as well.</summary>
    public static ISiloBuilder AddSkillerOrleansStorage(this ISiloBuilder silo, StorageOptions options)
    {
        silo.AddAdoNetGrainStorage(
            options.IsPostgres ? Snapshots : Provider,
            (OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<IServiceProvider>((settings, services) =>
            {
                settings.GrainStorageSerializer = new JsonGrainStateSerializer(services.GetServices<IJsonTypeInfoResolver>());
                if (options.IsPostgres)
                {
                    settings.Invariant = Postgres;
                    settings.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(Source);
                }
                else
                {
                    settings.Invariant = Sqlite;
                    settings.ConnectionString = new SqliteFile(options.SqliteFile).ConnectionString;
                }
            }));
        if (!options.IsPostgres)
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(Snapshots, static (services, _) =>
                new SqliteGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(Provider), services.GetRequiredService<SqliteDatabase>()));
        }

        return options.IsPostgres
            ? silo.UseAdoNetReminderService(static reminders => reminders.Configure<IServiceProvider>(static (settings, services) =>
            {
                settings.Invariant = Postgres;
                settings.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(Source);
            }))
            : silo.UseInMemoryReminderService();
    }

    /// <summary>A silo's membership: in PostgreSQL, or of this one process alone. Endpoints and names of the cluster are configured apart.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">Which database.</param>
    /// <param name="endpoint">The silo's own endpoint, as it is configured.</param>
    public static ISiloBuilder UseSkillerClustering(this ISiloBuilder silo, StorageOptions options, IPEndPoint endpoint) => options.IsPostgres
        ? silo.UseAdoNetClustering(static clustering => clustering.Configure<IServiceProvider>(static (settings, services) =>
        {
            settings.Invariant = Postgres;
            settings.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(Source);
        }))
        : silo.UseDevelopmentClustering(endpoint);

    /// <summary>A front that is no silo finds the gateways in PostgreSQL.</summary>
    public static IClientBuilder UseSkillerClustering(this IClientBuilder client) =>
        client.UseAdoNetClustering(static clustering => clustering.Configure<IServiceProvider>(static (settings, services) =>
        {
            settings.Invariant = Postgres;
            settings.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(Source);
        }));
}
