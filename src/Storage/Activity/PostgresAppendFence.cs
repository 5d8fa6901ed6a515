using System.Security.Cryptography;
using Npgsql;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <summary>
/// Fences off what this process sent and was not answered: it may still be on its way, or wait for the lock at the server, when somebody reads the
/// log to find out (F10). Each append carries the writer's epoch; an append without an answer begins the next epoch; and before a stream is read,
/// the new epoch is written down under the lock of the appends. What was sent before has then been committed, or is refused when it arrives.
/// </summary>
internal sealed class PostgresAppendFence(PostgresDatabase database, TimeProvider clock)
{
    // Much longer than what was sent can be on its way.
    private static readonly TimeSpan _kept = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private Task _attempt = Task.CompletedTask;
    private long _epoch;
    private long _settled;

    /// <summary>Under which name the epochs of this process are known.</summary>
    public string Writer { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>What an append that is sent now carries.</summary>
    public long Epoch => Interlocked.Read(ref _epoch);

    /// <summary>An append of the present epoch was not answered: what is sent from now on belongs to the next.</summary>
    public void Lost() => Interlocked.Increment(ref _epoch);

    /// <summary>Sees to it that of all that was lost so far nothing is appended any more; at once when nothing was.</summary>
    /// <exception cref="Contracts.UnavailableException">The database cannot be reached.</exception>
    public async ValueTask Settle(CancellationToken ct)
    {
        var epoch = Epoch;
        while (Interlocked.Read(ref _settled) < epoch)
        {
            await Attempt().WaitAsync(ct);
        }
    }

    // One for all who wait: when the server is silent, nobody waits for one time-out after another (F09).
    private Task Attempt()
    {
        lock (_gate)
        {
            return _attempt.IsCompleted ? _attempt = Write(Epoch) : _attempt;
        }
    }

    private async Task Write(long epoch)
    {
        await database.Read((connection, ct) => Write(connection, epoch, ct), CancellationToken.None);
        Interlocked.Exchange(ref _settled, epoch);
    }

    private async Task<int> Write(NpgsqlConnection connection, long epoch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command("limit"),
                Command("lock", PostgresAppendStore.LockNumber),
                Command("fence", Writer, epoch, UnixMicroseconds.Of(now)),
                Command("forget-fences", UnixMicroseconds.Of(now - _kept)),
            },
        };
        return await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Command(string query, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlBatchCommand(PostgresActivityLog.Sql[query]);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
