using Npgsql;
using Skiller.Contracts;

namespace Skiller.Storage.Postgres;

/// <summary>The one way to the PostgreSQL database: connections of the pool, and our faults instead of the driver's (D9).</summary>
internal sealed class PostgresDatabase(NpgsqlDataSource source, StorageOptions options, TimeProvider clock) : IDisposable
{
    // While the server is away, attempts to connect are few (F06: at most 10 a second).
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(200);

    // A session that had ended says so at once; what took longer would make the caller wait twice (F09).
    private static readonly TimeSpan TimeToTryAgain = TimeSpan.FromSeconds(1);

    // The driver's own time-out asks the server to cancel first, which takes as long again when the server is silent (F09).
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(PostgresSource.CommandSeconds);

    private readonly SemaphoreSlim _atOnce = new(PostgresSource.AtOnce(options));
    private long _closedUntil;

    /// <summary>Runs queries. A session that turns out to be gone is replaced once (F07).</summary>
    /// <exception cref="UnavailableException">The database cannot be read now.</exception>
    public async Task<T> Read<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        using var turn = await Turn(ct);
        var started = clock.GetTimestamp();
        try
        {
            return await WithinLimit(ReadOnce(read, ct));
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            if (!PostgresFaults.EndsSession(fault) || clock.GetElapsedTime(started) > TimeToTryAgain)
            {
                throw PostgresFaults.Unavailable(fault);
            }

            Forget();
        }

        try
        {
            return await WithinLimit(ReadOnce(read, ct));
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            throw PostgresFaults.Unavailable(fault);
        }
    }

    /// <summary>Runs statements in one transaction that is committed when they return and rolled back when they throw.</summary>
    /// <exception cref="UnavailableException">Certainly nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">The server was lost while it committed.</exception>
    public async Task<T> Write<T>(Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> write, CancellationToken ct)
    {
        using var turn = await Turn(ct);
        var committing = false;
        try
        {
            await using var connection = await Open(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var result = await write(connection, transaction, ct);
            committing = true;
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (Exception fault) when (committing && PostgresFaults.IsAway(fault) && fault is not PostgresException { InvariantSeverity: "ERROR" })
        {
            Forget();
            throw PostgresFaults.OutcomeUnknown(fault);
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            ForgetIfEnded(fault);
            throw PostgresFaults.Unavailable(fault);
        }
    }

    /// <summary>A connection of the pool, outside the count of reads and writes: for the append and the listener.</summary>
    /// <exception cref="UnavailableException">There is none to be had now.</exception>
    public async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        if (clock.GetUtcNow().UtcTicks < Volatile.Read(ref _closedUntil))
        {
            throw new UnavailableException("PostgreSQL was away a moment ago.", PauseAfterFault);
        }

        try
        {
            return await source.OpenConnectionAsync(ct);
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            // The server is there: whoever has a connection goes on.
            if (PostgresFaults.IsClosed(fault))
            {
                throw PostgresFaults.Unavailable(fault);
            }

            Volatile.Write(ref _closedUntil, (clock.GetUtcNow() + PauseAfterFault).UtcTicks);
            throw PostgresFaults.Unavailable(fault);
        }
    }

    /// <summary>Waits for an exchange with the server as long as a command may take; it must own its connection, since it may go on.</summary>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    public Task<T> WithinLimit<T>(Task<T> exchange) => exchange.WaitAsync(Limit, clock);

    /// <summary>Drops the pool's sessions: when one is gone, the others are.</summary>
    public void Forget() => source.Clear();

    /// <summary>Drops the pool's sessions if the fault says that they have ended.</summary>
    public void ForgetIfEnded(Exception fault)
    {
        if (PostgresFaults.EndsSession(fault))
        {
            Forget();
        }
    }

    public void Dispose() => _atOnce.Dispose();

    private async Task<Release> Turn(CancellationToken ct) => await _atOnce.WaitAsync(Limit, ct)
        ? new Release(_atOnce)
        : throw new UnavailableException("Too many wait for PostgreSQL.", PauseAfterFault);

    private async Task<T> ReadOnce<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        return await read(connection, ct);
    }

    private readonly struct Release(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
