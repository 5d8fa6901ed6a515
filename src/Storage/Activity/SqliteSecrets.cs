using System.Security.Cryptography;
using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class SqliteSecrets(SqliteDatabase database) : ISecrets
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    public async Task<byte[]> Get(string purpose, CancellationToken ct)
    {
        var kept = await database.Read(
            connection => connection.Query(
                SqliteActivityLog.Sql["read-secret"], static row => row.GetFieldValue<byte[]>(0), ("@purpose", purpose)),
            ct);
        return kept is [var secret] ? secret : await Make(purpose, ct);
    }

    private Task<byte[]> Make(string purpose, CancellationToken ct) => database.Write(
        (connection, _) =>
        {
            connection.Execute(
                SqliteActivityLog.Sql["keep-secret"], ("@purpose", purpose), ("@value", RandomNumberGenerator.GetBytes(Length)));
            return connection.Query(
                SqliteActivityLog.Sql["read-secret"], static row => row.GetFieldValue<byte[]>(0), ("@purpose", purpose))[0];
        },
        ct);
}
