namespace Skiller.Storage.Backup;

/// <summary>What a copy of the database holds, counted in the copy's own view of it.</summary>
/// <param name="Position">The last of the log.</param>
/// <param name="Facts">How many facts there are.</param>
/// <param name="Schema">The last script of the schema.</param>
/// <param name="LedgerEntries">Entries of all ledgers; they follow the log, and may be a moment behind it.</param>
/// <param name="LedgerPoints">The sum of their points.</param>
internal sealed record BackupPoint(long Position, long Facts, string Schema, long LedgerEntries, long LedgerPoints);
