using System.Security.Cryptography;
using System.Text.Json;
using Skiller.Grains.Audit;
using Skiller.Silo.Configuration;
using Skiller.Storage.Backup;

namespace Skiller.Silo.Backup;

/// <summary>A folder with a copy of the database and its manifest, readable by its owner only: a copy holds addresses, secrets and all else.</summary>
internal sealed class BackupFolder(string path)
{
    private const string ManifestName = "manifest.json";
    private const int Format = 1;

    private string ManifestFile => Path.Combine(path, ManifestName);

    /// <summary>Makes a backup.</summary>
    /// <param name="settings">Of what.</param>
    /// <param name="copy">Copies it.</param>
    /// <param name="audit">How far the trail of administrative acts is, null: it is not kept.</param>
    /// <param name="clock">Tells when.</param>
    /// <param name="ct">Gives it up; the folder holds no backup then.</param>
    /// <exception cref="InvalidOperationException">The folder is in use, or no copy could be made.</exception>
    public async Task<BackupManifest> Make(Settings settings, IDatabaseCopy copy, AuditHead? audit, TimeProvider clock, CancellationToken ct)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new InvalidOperationException($"{path} is not empty: each backup goes into a folder of its own.");
        }

        MakeFolder();
        var at = clock.GetUtcNow();
        var file = Path.Combine(path, copy.FileName);
        OpenNew(file).Dispose();
        var point = await copy.Save(file, ct);
        var manifest = new BackupManifest(
            Format, BackupManifest.ThisProgram, KindOf(settings), settings.ServiceId, at, point, copy.FileName, new FileInfo(file).Length, await Checksum(file, ct))
        {
            Audit = audit,
        };
        var beside = ManifestFile + ".new";
        await using (var stream = OpenNew(beside))
        {
            await JsonSerializer.SerializeAsync(stream, manifest, BackupJson.Default.BackupManifest, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, ManifestFile);
        return manifest;
    }

    /// <summary>Reads and checks what is in the folder.</summary>
    /// <param name="settings">Where it is to be restored.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="InvalidOperationException">There is no backup, it is damaged, or it is of another kind of database.</exception>
    public async Task<BackupManifest> Open(Settings settings, CancellationToken ct)
    {
        var manifest = await Manifest(ct);
        if (manifest.Format != Format)
        {
            throw new InvalidOperationException($"The backup in {path} has format {manifest.Format}, and this program reads {Format}: it was made by a newer one ({manifest.Program}).");
        }

        if (manifest.Database != KindOf(settings))
        {
            throw new InvalidOperationException(
                $"The backup in {path} is of {manifest.Database} and the settings name {KindOf(settings)}: it is restored into the same kind ({SettingNames.Database}).");
        }

        if (manifest.ServiceId != settings.ServiceId)
        {
            throw new InvalidOperationException($"The backup in {path} is of the service {manifest.ServiceId}, and the settings name {settings.ServiceId} ({SettingNames.ServiceId}).");
        }

        var file = FileOf(manifest);
        if (!File.Exists(file) || new FileInfo(file).Length != manifest.Bytes || await Checksum(file, ct) != manifest.Sha256)
        {
            throw new InvalidOperationException($"{file} is not what its manifest says: it is damaged or incomplete.");
        }

        return manifest;
    }

    /// <summary>The copy that a manifest is about.</summary>
    public string FileOf(BackupManifest manifest) => Path.Combine(path, Path.GetFileName(manifest.File));

    private static string KindOf(Settings settings) => settings.Storage.IsPostgres ? "postgresql" : "sqlite";

    private static async Task<string> Checksum(string file, CancellationToken ct)
    {
        await using var stream = new FileStream(file, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous });
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    private static FileStream OpenNew(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What the folder says of its backup, without a look at the copy.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<BackupManifest> Manifest(CancellationToken ct)
    {
        try
        {
            await using var stream = File.OpenRead(ManifestFile);
            return await JsonSerializer.DeserializeAsync(stream, BackupJson.Default.BackupManifest, ct)
                ?? throw new InvalidOperationException($"{ManifestFile} is empty.");
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"There is no backup in {path}: {fault.Message}", fault);
        }
    }
}
