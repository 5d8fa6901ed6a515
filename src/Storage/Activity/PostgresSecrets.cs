using System.Security.Cryptography;
using Npgsql;
using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresSecrets(PostgresDatabase database) : ISecrets
{
    public Task<byte[]> Get(string purpose, CancellationToken ct) => database.Read(
        async (connection, token) =>
        {
            if (await Kept(connection, purpose, token) is { } kept)
            {
                return kept;
            }

            var made = RandomNumberGenerator.GetBytes(SqliteSecrets.Length);
            await connection.Command(PostgresActivityLog.Sql["keep-secret"], purpose, made).Run(token);

            // Whoever was first has made it.
            return await Kept(connection, purpose, token) ?? throw new InvalidOperationException($"The secret {purpose} was removed.");
        },
        ct);

    private static async Task<byte[]?> Kept(NpgsqlConnection connection, string purpose, CancellationToken ct) =>
        await connection.Command(PostgresActivityLog.Sql["read-secret"], purpose).Rows(static row => row.GetFieldValue<byte[]>(0), ct) is [var value]
            ? value
            : null;
}
