using Npgsql;

namespace Skiller.Tests.Faults.Harness;

/// <summary>
/// Points of what nodes write to the database at which a statement can be held: triggers that wait for a lock of the tests. The program knows
/// nothing of them.
/// </summary>
internal sealed class HeldStatements(string database) : IAsyncDisposable
{
    private const int Class = 7_077;
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database + ";Pooling=false");

    /// <summary>All of them, in words: what of an act is written, then what follows from it.</summary>
    public static IReadOnlyList<string> Points { get; } =
    [
        "before the facts", "after the facts", "after their targets", "after the keys of acts", "at the commit",
        "before a checkpoint", "after a checkpoint", "before a ledger", "after a ledger", "after a list", "after a notification",
    ];

    private static readonly string[] _triggers =
    [
        "before insert on activity for each statement", "after insert on activity for each statement", "after insert on activity_target for each statement",
        "after insert on activity_command for each statement", "constraint",
        "before insert or update on checkpoint for each statement", "after insert or update on checkpoint for each statement",
        "before insert on ledger for each statement", "after insert on ledger for each statement", "after insert or update on question_row for each statement",
        "after insert on notification for each statement",
    ];

    public async Task Install(CancellationToken ct)
    {
        await Do($"create function held() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock_shared({Class}, tg_argv[0]::int); return new; end'", ct);
        for (var point = 0; point < Points.Count; point++)
        {
            await Do(
                _triggers[point] == "constraint"
                    ? $"create constraint trigger held_{point} after insert on activity deferrable initially deferred for each row execute function held('{point}')"
                    : $"create trigger held_{point} {_triggers[point]} execute function held('{point}')",
                ct);
        }
    }

    /// <summary>Waits until a node is held at a point, does something to it, and lets everybody go on.</summary>
    /// <param name="point">The number of the point.</param>
    /// <param name="breaks">With whether its session ends too, before it could go on; else the database carries out what it was told.</param>
    /// <param name="act">Is told the node's name.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="TimeoutException">Nobody came there.</exception>
    public async Task At(int point, bool breaks, Func<string, Task> act, CancellationToken ct)
    {
        await using var holding = await _source.OpenConnectionAsync(ct);
        await Do(holding, $"select pg_advisory_lock({Class}, {point})", ct);
        var (session, node) = await Held(point, ct);
        await act(node);
        if (breaks)
        {
            await Do($"select pg_terminate_backend({session})", ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Do("drop function if exists held() cascade", CancellationToken.None);
        await _source.DisposeAsync();
    }

    private async Task<(int Session, string Node)> Held(int point, CancellationToken ct)
    {
        await using var looking = await _source.OpenConnectionAsync(ct);
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < _patience)
        {
            await using var command = new NpgsqlCommand(
                $"""
                select pid, application_name from pg_locks join pg_stat_activity using (pid)
                where locktype = 'advisory' and classid = {Class} and objid = {point} and not granted and application_name <> '' limit 1
                """,
                looking);
            await using (var reader = await command.ExecuteReaderAsync(ct))
            {
                if (await reader.ReadAsync(ct))
                {
                    return (reader.GetInt32(0), reader.GetString(1));
                }
            }

            await Task.Delay(_look, ct);
        }

        throw new TimeoutException($"Nobody came to: {Points[point]}.");
    }

    private async Task Do(string sql, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await Do(connection, sql, ct);
    }

    private static async Task Do(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
