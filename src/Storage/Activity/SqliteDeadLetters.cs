using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class SqliteDeadLetters(SqliteDatabase database, TimeProvider clock) : IDeadLetters
{
    public Task Add(DeadLetter letter, CancellationToken ct) => database.Write(
        (connection, _) => connection.Execute(
            SqliteActivityLog.Sql["add-dead-letter"],
            ("@target", letter.Target),
            ("@position", letter.Position),
            ("@reason", letter.Reason),
            ("@attempts", letter.Attempts),
            ("@at", UnixMicroseconds.Of(letter.At))),
        ct);

    public Task Resolve(string target, long upTo, CancellationToken ct) => database.Write(
        (connection, _) => connection.Execute(SqliteActivityLog.Sql["resolve-dead-letters"], ("@target", target), ("@up_to", upTo)),
        ct);

    public Task Drop(DeadLetter letter, string reason, CancellationToken ct) => database.Write(
        (connection, _) =>
        {
            connection.Execute(
                SqliteActivityLog.Sql["drop-dead-letter"],
                ("@target", letter.Target),
                ("@position", letter.Position),
                ("@reason", reason),
                ("@at", UnixMicroseconds.Of(clock.GetUtcNow())));
            return connection.Execute(SqliteActivityLog.Sql["remove-dead-letter"], ("@target", letter.Target), ("@position", letter.Position));
        },
        ct);

    public Task<bool> IsDropped(string target, long position, CancellationToken ct) => database.Read(
        connection => connection.Query(
            SqliteActivityLog.Sql["is-dropped"], static row => row.GetInt64(0), ("@target", target), ("@position", position))[0] > 0,
        ct);

    public async Task<IReadOnlyList<string>> Targets(string after, int limit, CancellationToken ct) => await database.Read(
        connection => connection.Query(
            SqliteActivityLog.Sql["dead-letter-targets"],
            static row => row.GetString(0),
            ("@after", after),
            ("@limit", limit)),
        ct);

    public async Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken ct) => await database.Read(
        connection => connection.Query(SqliteActivityLog.Sql["list-dead-letters"], SqliteRows.DeadLetter, ("@limit", limit)),
        ct);
}
