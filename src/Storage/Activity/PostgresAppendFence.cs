using System.Security.Cryptography;
using Npgsql;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <summary>
/// Fences off what was sent to the log and may still arrive when somebody reads it: what this process sent and was not answered (F10), and what a
/// silo sends that was declared dead and does not know it yet (F11). Each append carries its writer and the writer's epoch; before a stream is
/// read, what is lost is written down under the lock of the appends. What was sent before has then been committed, or is refused when it arrives.
/// </summary>
/// <param name="database">Where the log is.</param>
/// <param name="clock">When a fence is forgotten.</param>
/// <param name="silo">By whose address other silos know this writer; null: none but itself does.</param>
internal sealed class PostgresAppendFence(PostgresDatabase database, TimeProvider clock, ILocalSiloDetails? silo = null)
{
    private const long AllEpochs = long.MaxValue;
    private const int NameBytes = 16;

    // Much longer than what was sent can be on its way, and than a silo lives that was declared dead.
    private static readonly TimeSpan _kept = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _unwritten = new(StringComparer.Ordinal);
    private Task<bool> _attempt = Task.FromResult(true);
    private long _epoch;
    private long _asked;
    private long _settled;

    /// <summary>Under which name the epochs of this process are known.</summary>
    public string Writer { get; } = silo?.SiloAddress.ToParsableString() ?? RandomNumberGenerator.GetHexString(2 * NameBytes, lowercase: true);

    /// <summary>What an append that is sent now carries.</summary>
    public long Epoch => Interlocked.Read(ref _epoch);

    /// <summary>An append of the present epoch was not answered: what is sent from now on belongs to the next.</summary>
    public void Lost() => Ask(Writer, Interlocked.Increment(ref _epoch));

    /// <summary>A silo was declared dead: whatever it still sends is not appended.</summary>
    public void Bar(SiloAddress dead) => Ask(dead.ToParsableString(), AllEpochs);

    /// <summary>
    /// Sees to it that of all that was lost so far nothing is appended any more; at once when nothing was. While the server takes no writes it
    /// takes none of these either, and reading goes on.
    /// </summary>
    /// <exception cref="Contracts.UnavailableException">The database cannot be reached.</exception>
    public async ValueTask Settle(CancellationToken ct)
    {
        var asked = Interlocked.Read(ref _asked);
        while (Interlocked.Read(ref _settled) < asked && await Attempt().WaitAsync(ct))
        {
            // One that had begun before may have known less.
        }
    }

    private void Ask(string writer, long epoch)
    {
        lock (_gate)
        {
            _unwritten[writer] = Math.Max(epoch, _unwritten.GetValueOrDefault(writer));
            Interlocked.Increment(ref _asked);
        }
    }

    // One for all who wait, on nobody's thread: when the server is silent, nobody waits for one time-out after another (F09).
    private Task<bool> Attempt()
    {
        lock (_gate)
        {
            if (_attempt.IsCompleted)
            {
                var (fences, asked) = (_unwritten.ToArray(), _asked);
                _attempt = Task.Run(() => Write(fences, asked));
            }

            return _attempt;
        }
    }

    private async Task<bool> Write(KeyValuePair<string, long>[] fences, long asked)
    {
        if (!await database.Read((connection, ct) => Write(connection, fences, ct), CancellationToken.None))
        {
            return false;
        }

        lock (_gate)
        {
            foreach (var (writer, epoch) in fences)
            {
                if (_unwritten[writer] == epoch)
                {
                    _unwritten.Remove(writer);
                }
            }

            Interlocked.Exchange(ref _settled, asked);
        }

        return true;
    }

    private async Task<bool> Write(NpgsqlConnection connection, KeyValuePair<string, long>[] fences, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                PostgresCommands.Batched(PostgresActivityLog.Sql["limit"]),
                PostgresCommands.Batched(PostgresActivityLog.Sql["lock"], PostgresAppendStore.LockNumber),
                PostgresCommands.Batched(PostgresActivityLog.Sql["fence"], fences.Select(static fence => fence.Key).ToArray(), fences.Select(static fence => fence.Value).ToArray(), UnixMicroseconds.Of(now)),
                PostgresCommands.Batched(PostgresActivityLog.Sql["forget-fences"], UnixMicroseconds.Of(now - _kept)),
            },
        };
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (PostgresException refused) when (PostgresFaults.IsClosedToWrites(refused))
        {
            return false;
        }
    }
}
