using System.Security.Cryptography;
using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Keys;

/// <inheritdoc/>
internal sealed class Secrets(ISqlDatabase database, SecretBox box, TimeProvider clock) : ISecrets
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    private static readonly SqlText _sql = SqlText.Load("Keys.keys.sql");

    public async Task<byte[]> Get(string purpose, CancellationToken ct)
    {
        var kept = await database.Read(session => Kept(session, purpose), ct);
        return box.Open(purpose, kept is [var there] ? there : await Make(purpose, ct));
    }

    // Whoever was first has made it.
    private async Task<byte[]> Make(string purpose, CancellationToken ct)
    {
        var made = box.Seal(purpose, RandomNumberGenerator.GetBytes(Length));
        return await database.Write(
            async session =>
            {
                await session.Execute(_sql["keep-secret"], ("purpose", purpose), ("value", made), ("now", UnixMicroseconds.Of(clock.GetUtcNow())));
                return (await Kept(session, purpose))[0];
            },
            ct);
    }

    private static ValueTask<List<byte[]>> Kept(ISqlSession session, string purpose) =>
        session.Query(_sql["read-secret"], static row => row.GetFieldValue<byte[]>(0), ("purpose", purpose));
}
