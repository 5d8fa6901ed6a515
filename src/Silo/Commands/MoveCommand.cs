using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
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
        var command = new Command("move", "Copies everything from SQLite into an empty PostgreSQL database, verified at both ends; no node may run.") { to };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetRequiredValue(to), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string to, CancellationToken ct)
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

        if (await Verified(settings, ct) is not ExitCode.Done and var differs)
        {
            await Console.Error.WriteLineAsync("What is to be moved differs from its log: skiller rebuild first.");
            return differs;
        }

        await Copy(settings, target, move, ct);
        var moved = await Verified(target, ct);
        Console.WriteLine(moved == ExitCode.Done
            ? $"Verified. Set {SettingNames.Database} and start nodes; no mail and no webhook leaves before: skiller release. The database in {settings.Data} is kept, and read-only."
            : $"What was moved differs. Nothing of the old database is lost: skiller read-only off, with {SettingNames.Data} alone, goes back to it.");
        return moved;
    }

    private static async Task Copy(Settings settings, Settings target, MoveToPostgres move, CancellationToken ct)
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

        var rows = await move.Run(static (table, count) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table}: {count} rows")), ct);
        await using (var moved = StorageOfCommand.Open(target))
        {
            await moved.Audit("moved", string.Create(CultureInfo.InvariantCulture, $"{rows} rows from SQLite"), ct);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Moved {rows} rows."));
    }

    private static async Task<ExitCode> Verified(Settings settings, CancellationToken ct)
    {
        await using var node = await NodeConnection.OpenOwn(settings, ct);
        return await IOperationScreen.Around(screen => node.Run("verify", ImmutableDictionary<string, string>.Empty, screen, ct));
    }
}
