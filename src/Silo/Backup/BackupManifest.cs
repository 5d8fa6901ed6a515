using System.Text.Json.Serialization;
using Skiller.Grains.Audit;
using Skiller.Storage.Backup;

namespace Skiller.Silo.Backup;

/// <summary>What a backup says of itself; it is written last, so a folder without one holds no backup.</summary>
/// <param name="Format">1.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgresql</c>: it is restored into the same kind.</param>
/// <param name="ServiceId">Whose it is.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Point">What it holds.</param>
/// <param name="File">The name of the copy, in the same folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum, in hexadecimal.</param>
internal sealed record BackupManifest(
    int Format, string Program, string Database, string ServiceId, DateTimeOffset At, BackupPoint Point, string File, long Bytes, string Sha256)
{
    /// <summary>How far the trail of administrative acts was before the copy was made; null: it was not kept yet.</summary>
    public AuditHead? Audit { get; init; }

    /// <summary>The version of this program.</summary>
    public static string ThisProgram { get; } = typeof(BackupManifest).Assembly.GetName().Version?.ToString() ?? "";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
