using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Skiller.Grains.Audit;
using Skiller.Silo.Backup;
using Skiller.Silo.Configuration;
using Skiller.Storage.Backup;
using Skiller.Storage.Schema;
using Skiller.Storage.Status;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller backup FOLDER</c>: a copy of the database, made while nodes work on it.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where to: a new folder, one a backup." };
        var json = JsonOption.Of("The manifest instead of text.");
        var command = new Command("backup", "Copies the whole database, consistent up to a position of the log, while nodes go on working.") { folder, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetRequiredValue(folder), parsed.GetValue(json), ct)));
        return command;
    }

    // The backup is whole, whatever becomes of the note: an older schema has no place for it, and a role may only read.
    private static async Task TakeNote(UpkeepRows upkeep, BackupManifest made, CancellationToken ct)
    {
        try
        {
            await upkeep.BackedUp(made.Point, made.Bytes, ct);
        }
#pragma warning disable CA1031 // It is told, and is no reason to make another backup.
        catch (Exception fault) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"The database could not take note of the backup, so that its age is not measured: {fault.Message}");
        }
    }

    private static async Task<ExitCode> Run(Settings settings, string folder, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var keepsTrail = await services.GetRequiredService<SchemaUpgrade>().Pending(ct) is { Count: 0 };
        var made = await new BackupFolder(Path.GetFullPath(folder)).Make(
            settings,
            services.GetRequiredService<IDatabaseCopy>(),
            keepsTrail ? await services.GetRequiredService<IAuditTrail>().Head(ct) : null,
            services.GetRequiredService<TimeProvider>(),
            ct);
        Console.WriteLine(asJson
            ? JsonSerializer.Serialize(made, BackupJson.Default.BackupManifest)
            : string.Create(CultureInfo.InvariantCulture, $"Backed up to {folder}: position {made.Point.Position}, {made.Point.Facts} facts, {made.Bytes} bytes."));
        await TakeNote(services.GetRequiredService<UpkeepRows>(), made, ct);
        return ExitCode.Done;
    }
}
