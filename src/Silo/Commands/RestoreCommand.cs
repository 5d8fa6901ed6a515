using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Silo.Backup;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Storage.Backup;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Commands;

/// <summary>
/// <c>skiller restore FOLDER</c>: a backup into a new database, brought to this program's schema and verified. It is sealed: nodes may serve it
/// then, and no mail and no webhook leaves it before <c>skiller release</c>.
/// </summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "What skiller backup made." };
        var json = JsonOption.AtTheEnd();
        var command = new Command("restore", "Fills a new database from a backup and verifies it; it sends nothing before skiller release.") { folder, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetRequiredValue(folder), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string folder, bool asJson, CancellationToken ct)
    {
        var backup = new BackupFolder(Path.GetFullPath(folder));
        var manifest = await backup.Open(settings, ct);
        if (DataFolder.IsInUse(settings.Data))
        {
            throw new SettingsException([$"A node works in {settings.Data}: a backup is restored where none does."]);
        }

        await Fill(settings, backup, manifest, asJson, ct);
        // Its own: a node elsewhere may answer for the original.
        await using var node = await NodeConnection.OpenOwn(settings, ct);
        var verified = await IOperationScreen.Told(asJson, screen => node.Run("verify", ImmutableDictionary<string, string>.Empty, screen, ct));
        Console.WriteLine(
            asJson ? JsonSerializer.Serialize(new RestoreReport(verified.IsDone, manifest.At, manifest.Point.Position, manifest.Point.Facts, verified), RestoreJson.Default.RestoreReport)
            : verified.IsDone ? "Verified. Nodes may serve it; no mail and no webhook leaves it before: skiller release"
            : "It differs from its log: no node serves the public from it before skiller verify finds nothing.");
        return verified.IsDone ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task Fill(Settings settings, BackupFolder backup, BackupManifest manifest, bool isQuiet, CancellationToken ct)
    {
        await using var services = StorageOfCommand.Open(settings);
        var schema = services.GetRequiredService<SchemaUpgrade>();
        if (!schema.Knows(manifest.Point.Schema))
        {
            throw new InvalidOperationException($"The backup has the schema {manifest.Point.Schema}, which this program does not know: it was made by a newer one ({manifest.Program}).");
        }

        var found = await services.GetRequiredService<IDatabaseCopy>().Restore(backup.FileOf(manifest), ct);
        if (found != manifest.Point)
        {
            throw new InvalidOperationException($"What was restored ({found}) is not what the manifest says ({manifest.Point}).");
        }

        await schema.Apply(ct);
        await services.Audit("restored", string.Create(CultureInfo.InvariantCulture, $"what was at {manifest.At:u}, up to position {found.Position}"), ct);
        if (!isQuiet)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Restored what was at {manifest.At:u}: position {found.Position}, {found.Facts} facts."));
        }
    }
}

/// <summary>What <c>skiller restore</c> tells.</summary>
/// <param name="IsDone">Whether it is restored, and no difference was found.</param>
/// <param name="At">When the backup was made.</param>
/// <param name="Position">The last position of the log that is in it.</param>
/// <param name="Facts">How many facts are.</param>
/// <param name="Verified">What verify found.</param>
internal sealed record RestoreReport(bool IsDone, DateTimeOffset At, long Position, long Facts, OperationResult Verified);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RestoreReport))]
internal sealed partial class RestoreJson : JsonSerializerContext;
