using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresDeadLetters(PostgresDatabase database) : IDeadLetters
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

    public async Task<IReadOnlyList<string>> Targets(string after, int limit, CancellationToken ct) => await database.Read(
        (connection, token) => connection.Command(PostgresActivityLog.Sql["dead-letter-targets"], after, limit).Rows(static row => row.GetString(0), token),
        ct);

    public async Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken ct) => await database.Read(
        (connection, token) => connection.Command(PostgresActivityLog.Sql["list-dead-letters"], limit).Rows(PostgresRows.DeadLetter, token),
        ct);
}
