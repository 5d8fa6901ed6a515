using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Grains.Activity;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Storage;
using Skiller.Storage.Moving;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Commands;

/// <summary>
/// <c>skiller move --to CONNECTION</c>: from one process on SQLite to PostgreSQL, where several nodes can work. Verified before and after; the
/// old database stays as it is and takes no more acts, the new one sends nothing before <c>skiller release</c>.
/// </summary>
internal static class MoveCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "A connection string of an empty PostgreSQL database; the password better by PGPASSWORD or a passfile.", Required = true };
        var json = JsonOption.AtTheEnd();
        var command = new Command("move", "Copies everything from SQLite into an empty PostgreSQL database, verified at both ends; no node may run.") { to, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetRequiredValue(to), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string to, bool asJson, CancellationToken ct)
    {
        if (settings.Storage.IsPostgres || !StorageOptions.IsConnectionString(to))
        {
            await Console.Error.WriteLineAsync(settings.Storage.IsPostgres
                ? $"{SettingNames.Database} names PostgreSQL already: what is moved is SQLite's database in {SettingNames.Data}."
                : "--to is no connection string like Host=localhost;Database=skiller;Username=skiller.");
            return ExitCode.Usage;
        }

        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        if (DataFolder.IsInUse(settings.Data))
        {
            throw new SettingsException([$"A node works in {settings.Data}: stop it first, nothing else may write while it is moved."]);
        }

        var target = settings with { Database = to };
        var move = new MoveToPostgres(settings.Storage, target.Storage, TimeProvider.System);
        if (!await move.IsEmpty(ct))
        {
            await Console.Error.WriteLineAsync("The database is not empty. Everything is moved into a new one (createdb).");
            return ExitCode.Failed;
        }

        var before = await Verified(settings, asJson, ct);
        if (!before.IsDone)
        {
            await Console.Error.WriteLineAsync("What is to be moved differs from its log: skiller rebuild first.");
            return Tell(asJson, new MoveReport(IsDone: false, Rows: 0, Tables: [], before, After: null));
        }

        var tables = await Copy(settings, target, move, asJson, ct);
        var after = await Verified(target, asJson, ct);
        if (!asJson)
        {
            Console.WriteLine(Said(settings, after.IsDone));
        }

        return Tell(asJson, new MoveReport(after.IsDone, tables.Sum(static table => table.Rows), tables, before, after));
    }

    private static string Said(Settings settings, bool isDone) => isDone
        ? $"Verified. Set {SettingNames.Database} and start nodes; no mail and no webhook leaves before: skiller release. The database in {settings.Data} is kept, and read-only."
        : $"What was moved differs. Nothing of the old database is lost: skiller read-only off, with {SettingNames.Data} alone, goes back to it.";

    private static ExitCode Tell(bool asJson, MoveReport report)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, MoveJson.Default.MoveReport));
        }

        return report.IsDone ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ImmutableArray<MovedRows>> Copy(Settings settings, Settings target, MoveToPostgres move, bool isQuiet, CancellationToken ct)
    {
        // Held, so that no node begins meanwhile; and closed, so that none goes on with it afterwards by mistake.
        using var folder = await DataFolder.Open(settings, ct);
        await using (var source = StorageOfCommand.Open(settings))
        {
            await source.GetRequiredService<IReadOnlyMode>().Begin("moved to PostgreSQL", ct);
        }

        await using (var services = StorageOfCommand.Open(target))
        {
            await services.GetRequiredService<SchemaUpgrade>().Apply(ct);
        }

        var tables = ImmutableArray.CreateBuilder<MovedRows>();
        var rows = await move.Run(
            (table, count) =>
            {
                tables.Add(new MovedRows(table, count));
                if (!isQuiet)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table}: {count} rows"));
                }
            },
            ct);
        await using (var moved = StorageOfCommand.Open(target))
        {
            await moved.Audit("moved", string.Create(CultureInfo.InvariantCulture, $"{rows} rows from SQLite"), ct);
        }

        if (!isQuiet)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Moved {rows} rows."));
        }

        return tables.ToImmutable();
    }

    private static async Task<OperationResult> Verified(Settings settings, bool asJson, CancellationToken ct)
    {
        await using var node = await NodeConnection.OpenOwn(settings, ct);
        return await IOperationScreen.Told(asJson, screen => node.Run("verify", ImmutableDictionary<string, string>.Empty, screen, ct));
    }
}

/// <summary>What <c>skiller move</c> tells.</summary>
/// <param name="IsDone">Whether all was moved and no difference found.</param>
/// <param name="Rows">How many rows were moved.</param>
/// <param name="Tables">The rows of each table.</param>
/// <param name="Before">What verify found in the old database.</param>
/// <param name="After">What it found in the new one; null: nothing was moved.</param>
internal sealed record MoveReport(bool IsDone, long Rows, ImmutableArray<MovedRows> Tables, OperationResult Before, OperationResult? After);

/// <summary>A table that was moved.</summary>
internal sealed record MovedRows(string Table, long Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(MoveReport))]
internal sealed partial class MoveJson : JsonSerializerContext;
