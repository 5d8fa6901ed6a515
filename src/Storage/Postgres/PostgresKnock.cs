using Npgsql;

namespace Skiller.Storage.Postgres;

/// <summary>Whether PostgreSQL can be reached at all: by a connection of its own, past everything that waits for those of the pool.</summary>
internal sealed class PostgresKnock(StorageOptions options)
{
    private const int Seconds = 2;
    private const int NoWaitForCancel = -1;

    private readonly string _settings = new NpgsqlConnectionStringBuilder(options.Database)
    {
        Pooling = false,
        Timeout = Seconds,
        CommandTimeout = Seconds,
        CancellationTimeout = NoWaitForCancel,
    }.ToString();

    /// <summary>Knocks once, four seconds at most.</summary>
    public async Task<bool> IsAnswered(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(_settings);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            // One that gives no new connection now is there.
            return PostgresFaults.IsClosed(fault);
        }
    }
}
