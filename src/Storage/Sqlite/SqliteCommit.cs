using Microsoft.Data.Sqlite;

namespace Skiller.Storage.Sqlite;

/// <summary>
/// One commit for all that waits to be written: it costs a flush, which is most of what a write costs. Each write has a savepoint of its own, so
/// that one which fails leaves nothing and takes no other with it.
/// </summary>
/// <param name="connection">The writer's.</param>
/// <param name="next">The next one that waits, null: none does.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class SqliteCommit(SqliteConnection connection, Func<SqliteWrite?> next, TimeProvider clock)
{
    private const int Most = 64;
    private const string Savepoint = "one";

    // About a flush of an ordinary disk: nobody waits for those behind them for longer than the flush that is saved.
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(10);

    private readonly long _begun = clock.GetTimestamp();
    private readonly List<SqliteWrite> _writes = [];
    private readonly List<SqliteWrite> _run = [];
    private bool _isCommitting;

    /// <summary>Writes one and what waits behind it, and tells all who wait.</summary>
    /// <returns>Whether nothing failed; otherwise the connection is not to be used again (D4).</returns>
    public bool Run(SqliteWrite first)
    {
        try
        {
            // Disposing a transaction that was not committed rolls it back.
            using var transaction = connection.Begin();
            for (var write = first; write is not null; write = Next())
            {
                _writes.Add(write);
                Run(write, transaction);
            }

            _isCommitting = true;
            transaction.Commit();
        }
        catch (Exception fault) when (fault is SqliteException or InvalidOperationException)
        {
            first.Fail(Told(fault));
            _writes.ForEach(write => write.Fail(Told(fault)));
            return false;
        }

        _run.ForEach(static write => write.Committed());
        return _run.Count == _writes.Count;
    }

    private SqliteWrite? Next() => _writes.Count < Most && clock.GetElapsedTime(_begun) < _longest ? next() : null;

    private void Run(SqliteWrite write, SqliteTransaction transaction)
    {
        if (write.IsGivenUp())
        {
            _writes.Remove(write);
            return;
        }

        transaction.Save(Savepoint);
        try
        {
            write.Run(connection, transaction);
            _run.Add(write);
        }
#pragma warning disable CA1031 // Whatever a write throws belongs to its caller, not to the writer's thread.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            write.Fail(fault is SqliteException unavailable && SqliteFaults.IsUnavailable(unavailable) ? SqliteFaults.Unavailable(unavailable) : fault);

            // Where the whole transaction is gone (a full disk), so is the savepoint: this throws, and all of them were not written.
            transaction.Rollback(Savepoint);
        }

        transaction.Release(Savepoint);
    }

    // A transaction that SQLite itself has rolled back is an invalid operation to its provider.
    private Exception Told(Exception fault) => fault switch
    {
        SqliteException failed when _isCommitting && SqliteFaults.LeavesCommitOpen(failed) => SqliteFaults.OutcomeUnknown(failed),
        SqliteException failed => SqliteFaults.Unavailable(failed),
        _ => SqliteFaults.RolledBack(),
    };
}
