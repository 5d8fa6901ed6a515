using System.Runtime.ExceptionServices;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;
using Skiller.Storage.Postgres;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Schema;

/// <summary>
/// Brings the database to the schema of this program: numbered scripts, forward only, each once, whole or not at all. Several may start at
/// once: one upgrades, the others wait and find nothing to do.
/// </summary>
internal sealed partial class SchemaUpgrade(StorageOptions options, TimeProvider clock, ILogger<SchemaUpgrade> logger)
{
    /// <summary>Applies what is missing; returns how many scripts that were.</summary>
    public async Task<int> Apply(CancellationToken ct)
    {
        await using var gate = await SchemaGate.Enter(options, clock, ct);
        if (!options.IsPostgres)
        {
            return await Task.Run(ApplyNow, ct);
        }

        if (await Pending(ct) is { Count: > 0 } missing)
        {
            await SchemaRights.Demand(options.ConnectionString, missing, ct);
        }

        var applied = await Task.Run(ApplyNow, ct);
        await SchemaRights.Grant(options.ConnectionString, ct);
        return applied;
    }

    /// <summary>The scripts that were not applied yet, in their order.</summary>
    public Task<IReadOnlyList<string>> Pending(CancellationToken ct) => Task.Run<IReadOnlyList<string>>(
        () => [.. Engine().GetScriptsToExecute().Select(static script => script.Name)],
        ct);

    /// <summary>The same with their texts.</summary>
    public Task<IReadOnlyList<(string Name, string Text)>> Missing(CancellationToken ct) => Task.Run<IReadOnlyList<(string, string)>>(
        () => [.. Engine().GetScriptsToExecute().Select(static script => (script.Name, script.Contents))],
        ct);

    /// <summary>Whether a script is one of this program's, so that a database that ends with it can be brought up to date.</summary>
    public bool Knows(string script) => SchemaScripts.Of(Dialect).Any(known => known.Name == script);

    private int ApplyNow()
    {
        var result = Engine().PerformUpgrade();
        if (!result.Successful)
        {
            // A server that is away or full for a moment is no fault of the schema: whoever starts a node tries again.
            if (PostgresFaults.IsAway(result.Error))
            {
                ExceptionDispatchInfo.Throw(result.Error);
            }

            throw new InvalidOperationException($"The schema could not be upgraded ({result.ErrorScript?.Name}): {result.Error.Message}", result.Error);
        }

        var applied = result.Scripts.Select(static script => script.Name).ToList();
        if (applied.Count > 0)
        {
            LogUpgraded(logger, applied.Count, applied[^1]);
        }

        return applied.Count;
    }

    private string Dialect => options.IsPostgres ? "Postgres" : "Sqlite";

    private UpgradeEngine Engine() => Configure(options.IsPostgres ? Postgres() : Sqlite()).LogToNowhere().Build();

    private UpgradeEngineBuilder Configure(UpgradeEngineBuilder builder)
    {
        builder.Configure(static configuration => configuration.VariablesEnabled = false);
        // What fills a new column of a big table takes as long as it takes.
        return builder.WithExecutionTimeout(TimeSpan.Zero).WithTransactionPerScript().WithScripts(SchemaScripts.Of(Dialect));
    }

    // A pool of DbUp's own would keep its connections for as long as the process lives.
    private UpgradeEngineBuilder Postgres() => DeployChanges.To.PostgresqlDatabase(
        new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString());

    private UpgradeEngineBuilder Sqlite()
    {
        var file = new SqliteFile(options.SqliteFile);
        file.Create();
        file.OpenWriter().Dispose();
        return DeployChanges.To.SqliteDatabase(file.ConnectionString);
    }

    [LoggerMessage(6020, LogLevel.Information, "Schema upgraded by {Count} scripts up to {Last}")]
    private static partial void LogUpgraded(ILogger logger, int count, string last);
}
