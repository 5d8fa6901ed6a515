namespace Skiller.Storage.Backup;

/// <summary>Copies the whole database to a file, while others go on writing, and back into a new database.</summary>
internal interface IDatabaseCopy
{
    /// <summary>What copies of this kind of database are called.</summary>
    string FileName { get; }

    /// <summary>Writes a copy that is consistent: everything up to a position of the log, and nothing beyond it. Durable when it returns.</summary>
    /// <param name="file">An empty file, which keeps its mode.</param>
    /// <param name="ct">Gives it up; the file is of no use then.</param>
    /// <exception cref="InvalidOperationException">It could not be made; the message says why in one line.</exception>
    Task<BackupPoint> Save(string file, CancellationToken ct);

    /// <summary>
    /// Fills the database of the options, sealed (<see cref="Seal"/>) from its first moment on: whole, or not at all. Which nodes were in the
    /// cluster is left out.
    /// </summary>
    /// <param name="file">What <see cref="Save"/> wrote.</param>
    /// <param name="ct">Gives it up; nothing was changed.</param>
    /// <exception cref="InvalidOperationException">There is a database already, or the file is none of this kind.</exception>
    Task<BackupPoint> Restore(string file, CancellationToken ct);
}
