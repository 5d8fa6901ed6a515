using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Skiller.Contracts;

namespace Skiller.Storage.Sqlite;

/// <summary>
/// The one way to the SQLite database. Reads run side by side on a few connections of their own; writes run one after the other on one
/// connection and one thread, those that wait at the same time in one transaction. Work is synchronous, as SQLite is, and never runs on the caller's thread.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int Readers = 4;
    private const int WaitingWrites = 1_024;

    // As long as a command on a connection of its own would wait for the writer (SqliteFile).
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    private readonly BlockingCollection<SqliteWrite> _writes = new(WaitingWrites);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _readers = new(Readers);
    private readonly SemaphoreSlim _turn = new(1);
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

    /// <summary>Runs statements in an immediate transaction: all of them are committed when the task ends well, and none when they throw.</summary>
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

    /// <summary>
    /// Has somebody else write on a connection of their own while nothing is written here. SQLite has one writer, and who waits for it inside SQLite
    /// sleeps, a thread with them, 150 ms at a time.
    /// </summary>
    /// <param name="write">Writes; it may do so on the thread that calls it, which is not the caller's.</param>
    /// <exception cref="UnavailableException">Its turn did not come within four seconds; nothing was written.</exception>
    public async Task WriteAside(Func<Task> write)
    {
        if (!await _turn.WaitAsync(_patience))
        {
            throw new UnavailableException("SQLite's writer is busy.", TimeSpan.FromSeconds(1));
        }

        try
        {
            await Task.Run(write);
        }
        finally
        {
            _turn.Release();
        }
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
        _turn.Dispose();
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
        foreach (var first in _writes.GetConsumingEnumerable())
        {
            // Whoever writes aside has waited since before this write ended: turns go to them first.
            _turn.Wait();
            try
            {
                Commit(first);
            }
            finally
            {
                _turn.Release();
            }
        }

        _writer?.Dispose();
    }

    private void Commit(SqliteWrite first)
    {
        try
        {
            _writer ??= _file.OpenWriter();
        }
        catch (SqliteException fault)
        {
            first.Fail(SqliteFaults.Unavailable(fault));
            return;
        }

        if (!new SqliteCommit(_writer, () => _writes.TryTake(out var next) ? next : null, TimeProvider.System).Run(first))
        {
            // Whatever went wrong, the next write begins on a clean connection (D4).
            _writer.Dispose();
            _writer = null;
        }
    }
}
