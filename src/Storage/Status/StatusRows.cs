using System.Collections.Immutable;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Status;

/// <summary>Figures of what waits and of the database itself.</summary>
internal sealed class StatusRows(ISqlDatabase database, StorageOptions options)
{
    private static readonly SqlText _sql = SqlText.Load("Status.status.sql");

    /// <summary>The head of the log, what partitions have beyond their checkpoints, and open dead letters.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    public Task<(long Head, long Waiting, long Letters)> Backlog(CancellationToken ct) => database.Read(
        static async session => (
            (await session.Query(_sql["head"], static row => row.GetInt64(0)))[0],
            (await session.Query(StatusQueries.Waiting, static row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)))[0],
            (await session.Query(_sql["letters"], static row => row.GetInt64(0)))[0]),
        ct);

    /// <summary>How far each consumer of all facts of its kind is.</summary>
    public async Task<ImmutableArray<ConsumerStatus>> Consumers(CancellationToken ct) =>
        [.. await database.Read(static session => session.Query(_sql["consumers"], static row => new ConsumerStatus(row.GetString(0), row.GetInt64(1), row.GetInt64(2))), ct)];

    /// <summary>How large and how busy the database is.</summary>
    public async Task<DatabaseStatus> Database(CancellationToken ct)
    {
        if (options.IsPostgres)
        {
            return (await database.Read(
                static session => session.Query(
                    _sql["database-postgres"],
                    static row => new DatabaseStatus(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
                ct))[0];
        }

        string[] files = [options.SqliteFile, options.SqliteFile + "-wal"];
        return new DatabaseStatus(files.Where(File.Exists).Sum(static file => new FileInfo(file).Length), null, null, null, null);
    }
}

/// <summary>How far a consumer is.</summary>
/// <param name="Name">Its target.</param>
/// <param name="Mark">Up to where it has folded.</param>
/// <param name="Behind">Facts that concern it beyond that.</param>
internal sealed record ConsumerStatus(string Name, long Mark, long Behind);

/// <summary>How a database is; what is null does not exist for SQLite.</summary>
/// <param name="Bytes">Its size, indices included.</param>
/// <param name="Connections">Sessions that are open on it.</param>
/// <param name="MostConnections">How many the server takes, of all databases.</param>
/// <param name="OldestTransactionSeconds">How long the oldest transaction has been open: it holds up the cleaning of dead rows.</param>
/// <param name="WaitingForLocks">Sessions that wait for another one's lock.</param>
internal sealed record DatabaseStatus(long Bytes, long? Connections, long? MostConnections, long? OldestTransactionSeconds, long? WaitingForLocks);
