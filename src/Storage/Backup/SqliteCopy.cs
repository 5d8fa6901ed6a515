using Microsoft.Data.Sqlite;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Backup;

/// <inheritdoc/>
internal sealed class SqliteCopy(StorageOptions options, TimeProvider clock) : IDatabaseCopy
{
    private static readonly SqlText _sql = SqlText.Load("Backup.backup.sql");

    public string FileName => "skiller.db";

    // One read transaction of SQLite's, beside which others write on.
    public Task<BackupPoint> Save(string file, CancellationToken ct) => Task.Run(
        () =>
        {
            using (var source = Open(options.SqliteFile, SqliteOpenMode.ReadWrite))
            {
                source.Execute("vacuum into @file", ("@file", file));
            }

            Flush(file);
            using var copy = Open(file, SqliteOpenMode.ReadOnly);
            return Look(copy);
        },
        ct);

    public Task<BackupPoint> Restore(string file, CancellationToken ct) => Task.Run(
        () =>
        {
            if (File.Exists(options.SqliteFile))
            {
                throw new InvalidOperationException($"There is a database already: {options.SqliteFile}. A backup is restored into a new data folder.");
            }

            // Under its name only when it is whole and sealed.
            var beside = options.SqliteFile + ".restoring";
            new SqliteFile(beside).Create();
            Copy(file, beside);
            BackupPoint point;
            using (var copy = Open(beside, SqliteOpenMode.ReadWrite))
            {
                point = Look(copy);
                copy.Execute(_sql["seal-table"]);
                copy.Execute(_sql["unseal"]);
                copy.Execute(_sql["seal"], ("@now", UnixMicroseconds.Of(clock.GetUtcNow())));
                copy.Execute(_sql["estrange"]);
            }

            Flush(beside);
            File.Move(beside, options.SqliteFile);
            return point;
        },
        ct);

    private static BackupPoint Look(SqliteConnection copy)
    {
        if (copy.Query("pragma quick_check(1)", static row => row.GetString(0)) is not ["ok"])
        {
            throw new InvalidOperationException("The copy is damaged.");
        }

        var (position, facts) = copy.Query(_sql["log"], static row => (row.GetInt64(0), row.GetInt64(1)))[0];
        var (entries, points) = copy.Query(_sql["ledger"], static row => (row.GetInt64(0), row.GetInt64(1)))[0];
        return new BackupPoint(position, facts, copy.Query(_sql["schema"], static row => row.GetString(0))[0], entries, points);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 0 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Into what is the owner's only, whatever became of the modes of the backup.
    private static void Copy(string file, string to)
    {
        using var from = File.OpenRead(file);
        using var into = new FileStream(to, FileMode.Truncate, FileAccess.Write);
        from.CopyTo(into);
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
