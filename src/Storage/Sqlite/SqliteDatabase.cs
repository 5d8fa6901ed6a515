using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Skiller.Contracts;

namespace Skiller.Storage.Sqlite;

/// <summary>
/// The one way to the SQLite database. Reads run side by side on a few connections of their own; writes run one after the other on one
/// connection and one thread, each in a transaction. Work is synchronous, as SQLite is, and never runs on the caller's thread.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int Readers = 4;
    private const int WaitingWrites = 1_024;

    private readonly BlockingCollection<SqliteWrite> _writes = new(WaitingWrites);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _readers = new(Readers);
    private readonly SqliteFile _file;
    private readonly Thread _thread;
    private SqliteConnection? _writer;

    public SqliteDatabase(StorageOptions options)
    {
        _file = new SqliteFile(options.SqliteFile);
        _thread = new Thread(RunWrites) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>Runs queries on a read-only connection; all of them in one call may see different commits unless they open a transaction.</summary>
    /// <exception cref="UnavailableException">The database cannot be read now.</exception>
    public async Task<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        await _readers.WaitAsync(ct);
        try
        {
            return await Task.Run(() => ReadNow(read), ct);
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>Runs statements in one immediate transaction that is committed when they return and rolled back when they throw.</summary>
    /// <exception cref="UnavailableException">Certainly nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">It failed while it committed.</exception>
    public Task<T> Write<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken ct)
    {
        var job = new SqliteWrite<T>(write, ct);
        try
        {
            if (!_writes.TryAdd(job, 0, ct))
            {
                throw new UnavailableException("Too many writes wait for SQLite.", TimeSpan.FromSeconds(1));
            }
        }
        catch (InvalidOperationException)
        {
            throw new UnavailableException("The database is being closed.", TimeSpan.FromSeconds(1));
        }

        return job.Done;
    }

    public void Dispose()
    {
        if (_writes.IsAddingCompleted)
        {
            return;
        }

        _writes.CompleteAdding();
        _thread.Join();
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _writes.Dispose();
        _readers.Dispose();
    }

    private T ReadNow<T>(Func<SqliteConnection, T> read)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out var idle) ? idle : _file.OpenReader();
            var result = read(connection);
            _idle.Add(connection);
            connection = null;
            return result;
        }
        catch (SqliteException fault) when (SqliteFaults.IsUnavailable(fault))
        {
            throw SqliteFaults.Unavailable(fault);
        }
        finally
        {
            // A connection on which something failed is not used again.
            connection?.Dispose();
        }
    }

    private void RunWrites()
    {
        foreach (var write in _writes.GetConsumingEnumerable())
        {
            try
            {
                write.Run(_writer ??= _file.OpenWriter());
            }
            catch (SqliteException fault)
            {
                write.Fail(SqliteFaults.Unavailable(fault));
            }

            if (write.HasFailed)
            {
                // Whatever went wrong, the next write begins on a clean connection (D4).
                _writer?.Dispose();
                _writer = null;
            }
        }

        _writer?.Dispose();
    }
}
