using System.Collections.Immutable;
using Skiller.Storage.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Status;

/// <inheritdoc/>
internal sealed class SqliteStatusReader(SqliteDatabase database) : IStatusReader
{
    public Task<LogStatus> Read(CancellationToken ct) => database.Read(
        static connection =>
        {
            var letters = connection.Query(StatusQueries.Letters, static row => (All: row.GetInt64(0), Behind: row.GetInt64(1)))[0];
            return new LogStatus(
                connection.Query(StatusQueries.Head, static row => row.GetInt64(0))[0],
                connection.Query(StatusQueries.Streams, static row => (row.GetString(0), row.GetInt64(1)))
                    .ToImmutableDictionary(static stream => stream.Item1, static stream => stream.Item2),
                [.. connection.Query(StatusQueries.Partitions, static row => new PartitionStatus(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)))],
                letters.All,
                letters.Behind,
                [.. connection.Query(StatusQueries.OpenLetters, SqliteRows.DeadLetter)],
                []);
        },
        ct);
}
