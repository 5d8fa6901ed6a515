using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresDeadLetters(PostgresDatabase database, TimeProvider clock) : IDeadLetters
{
    public Task Add(DeadLetter letter, CancellationToken ct) => database.Read(
        (connection, token) => connection.Command(
            PostgresActivityLog.Sql["add-dead-letter"],
            letter.Target,
            letter.Position,
            letter.Reason,
            letter.Attempts,
            letter.At.UtcDateTime).Run(token),
        ct);

    public Task Resolve(string target, long upTo, CancellationToken ct) => database.Read(
        (connection, token) => connection.Command(PostgresActivityLog.Sql["resolve-dead-letters"], target, upTo).Run(token),
        ct);

    public Task Drop(DeadLetter letter, string reason, CancellationToken ct) => database.Write(
        async (connection, _, token) =>
        {
            await connection.Command(PostgresActivityLog.Sql["drop-dead-letter"], letter.Target, letter.Position, reason, UnixMicroseconds.Of(clock.GetUtcNow())).Run(token);
            return await connection.Command(PostgresActivityLog.Sql["remove-dead-letter"], letter.Target, letter.Position).Run(token);
        },
        ct);

    public Task<bool> IsDropped(string target, long position, CancellationToken ct) => database.Read(
        async (connection, token) =>
            (await connection.Command(PostgresActivityLog.Sql["is-dropped"], target, position).Rows(static row => row.GetInt64(0), token))[0] > 0,
        ct);

    public async Task<IReadOnlyList<string>> Targets(string after, int limit, CancellationToken ct) => await database.Read(
        (connection, token) => connection.Command(PostgresActivityLog.Sql["dead-letter-targets"], after, limit).Rows(static row => row.GetString(0), token),
        ct);

    public async Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken ct) => await database.Read(
        (connection, token) => connection.Command(PostgresActivityLog.Sql["list-dead-letters"], limit).Rows(PostgresRows.DeadLetter, token),
        ct);
}
