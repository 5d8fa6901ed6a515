using Microsoft.Data.Sqlite;

namespace Skiller.Storage.Sqlite;

/// <summary>A transaction that waits for the writer's thread.</summary>
internal abstract class SqliteWrite
{
    public bool HasFailed { get; protected set; }

    public abstract void Run(SqliteConnection connection);

    public abstract void Fail(Exception fault);
}

/// <inheritdoc/>
internal sealed class SqliteWrite<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken ct) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => _done.Task;

    public override void Fail(Exception fault)
    {
        HasFailed = true;
        _done.TrySetException(fault);
    }

    public override void Run(SqliteConnection connection)
    {
        if (ct.IsCancellationRequested)
        {
            _done.TrySetCanceled(ct);
            return;
        }

        var committing = false;
        try
        {
            // Disposing a transaction that was not committed rolls it back.
            using var transaction = connection.Begin();
            var result = write(connection, transaction);
            committing = true;
            transaction.Commit();
            _done.TrySetResult(result);
        }
        catch (SqliteException fault) when (committing && SqliteFaults.LeavesCommitOpen(fault))
        {
            Fail(SqliteFaults.OutcomeUnknown(fault));
        }
        catch (SqliteException fault) when (SqliteFaults.IsUnavailable(fault))
        {
            Fail(SqliteFaults.Unavailable(fault));
        }
#pragma warning disable CA1031 // Whatever a write throws belongs to its caller, not to the writer's thread.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }
    }
}
