namespace Skiller.Storage.Backup;

/// <summary>A copy could not be made or taken back; the message says in one line why. Nothing was changed.</summary>
internal sealed class BackupException(string message) : Exception(message);
