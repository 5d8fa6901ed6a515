using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Extensions.Logging;
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
        return await Task.Run(ApplyNow, ct);
    }

    /// <summary>The scripts that were not applied yet, in their order.</summary>
    public Task<IReadOnlyList<string>> Pending(CancellationToken ct) => Task.Run<IReadOnlyList<string>>(
        () => [.. Engine().GetScriptsToExecute().Select(static script => script.Name)],
        ct);

    private int ApplyNow()
    {
        var result = Engine().PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"The schema could not be upgraded ({result.ErrorScript?.Name}): {result.Error.Message}", result.Error);
        }

        var applied = result.Scripts.Select(static script => script.Name).ToList();
        if (applied.Count > 0)
        {
            LogUpgraded(logger, applied.Count, applied[^1]);
        }

        return applied.Count;
    }

    private UpgradeEngine Engine() => Configure(options.IsPostgres ? Postgres() : Sqlite()).LogToNowhere().Build();

    private UpgradeEngineBuilder Configure(UpgradeEngineBuilder builder)
    {
        builder.Configure(static configuration => configuration.VariablesEnabled = false);
        return builder.WithTransactionPerScript().WithScripts(SchemaScripts.Of(options.IsPostgres ? "Postgres" : "Sqlite"));
    }

    private UpgradeEngineBuilder Postgres() => DeployChanges.To.PostgresqlDatabase(options.Database);

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
