using Microsoft.Data.Sqlite;

namespace Skiller.Storage.Sqlite;

/// <summary>What somebody waits to have written.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Whether nobody wants it any more; whoever waits has been told so.</summary>
    public abstract bool IsGivenUp();

    /// <summary>Runs its statements; whatever it throws is its caller's.</summary>
    public abstract void Run(SqliteConnection connection, SqliteTransaction transaction);

    /// <summary>Tells who waits that it is committed.</summary>
    public abstract void Committed();

    /// <summary>Tells who waits that it is not; unless they have been told something before.</summary>
    public abstract void Fail(Exception fault);
}

/// <inheritdoc/>
internal sealed class SqliteWrite<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken ct) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool IsGivenUp() => ct.IsCancellationRequested && _done.TrySetCanceled(ct);

    public override void Run(SqliteConnection connection, SqliteTransaction transaction) => _result = write(connection, transaction);

    public override void Committed() => _done.TrySetResult(_result!);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
