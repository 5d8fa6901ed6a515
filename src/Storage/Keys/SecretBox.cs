using System.Security.Cryptography;
using System.Text;

namespace Skiller.Storage.Keys;

/// <summary>
/// Seals what the database keeps of secrets, so that a copy of the database alone opens nothing. Without a file of keys
/// (<see cref="StorageOptions.KeyFile"/>) secrets are kept as they are. A sealed one is a mark, the name of its key, a nonce, what is sealed
/// (AES-256-GCM, bound to the purpose) and its tag.
/// </summary>
internal sealed class SecretBox(StorageOptions options)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // As no secret of ours begins and is as long: those have 32 random bytes.
    private static readonly byte[] _mark = "sealed1:"u8.ToArray();

    private static int Around => _mark.Length + StorageKey.IdBytes + NonceBytes + TagBytes;

    /// <summary>Whether there is a file of keys, so that what is kept from now on is sealed.</summary>
    public bool Seals => options.KeyFile is not null;

    /// <summary>The key that seals, null: none does.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    public StorageKey? Key => Keys()?.Keys[0];

    /// <summary>The name of the key that opens this, null: it is not sealed.</summary>
    public static string? KeyOf(ReadOnlySpan<byte> kept) =>
        IsSealed(kept) ? Convert.ToHexStringLower(kept.Slice(_mark.Length, StorageKey.IdBytes)) : null;

    /// <summary>What is to be kept of a secret.</summary>
    /// <exception cref="InvalidDataException">The file of keys cannot be used.</exception>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        if (Keys()?.Keys[0] is not { } key)
        {
            return secret.ToArray();
        }

        var kept = new byte[Around + secret.Length];
        var id = _mark.Length + StorageKey.IdBytes;
        var nonce = kept.AsSpan(id, NonceBytes);
        _mark.CopyTo(kept.AsSpan());
        key.Id.Span.CopyTo(kept.AsSpan(_mark.Length));
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Value.Span, TagBytes);
        cipher.Encrypt(nonce, secret, kept.AsSpan(id + NonceBytes, secret.Length), kept.AsSpan(kept.Length - TagBytes), Encoding.UTF8.GetBytes(purpose));
        return kept;
    }

    /// <summary>The secret.</summary>
    /// <exception cref="InvalidDataException">It is sealed with a key that the file has not, or was changed.</exception>
    public byte[] Open(string purpose, byte[] kept)
    {
        if (!IsSealed(kept))
        {
            return kept;
        }

        var key = Keys()?.Find(kept.AsSpan(_mark.Length, StorageKey.IdBytes)) ?? throw new InvalidDataException(
            $"The secret '{purpose}' is sealed with the key {KeyOf(kept)}, which {(options.KeyFile is { } file ? $"{file} has not" : "needs a file of keys")}.");
        var id = _mark.Length + StorageKey.IdBytes;
        var secret = new byte[kept.Length - Around];
        using var cipher = new AesGcm(key.Value.Span, TagBytes);
        try
        {
            cipher.Decrypt(
                kept.AsSpan(id, NonceBytes), kept.AsSpan(id + NonceBytes, secret.Length), kept.AsSpan(kept.Length - TagBytes), secret, Encoding.UTF8.GetBytes(purpose));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new InvalidDataException($"The secret '{purpose}' was changed in the database, or belongs to another purpose.", fault);
        }

        return secret;
    }

    private static bool IsSealed(ReadOnlySpan<byte> kept) => kept.Length > Around && kept.StartsWith(_mark);

    // Read whenever it is needed, which is seldom: a key that was put there since is known without a restart.
    private KeyFile? Keys() => options.KeyFile is { } file ? KeyFile.Read(file) : null;
}
