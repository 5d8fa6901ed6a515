using System.Security.Cryptography;

namespace Skiller.Storage.Keys;

/// <summary>A key that secrets are sealed with.</summary>
/// <param name="Value">32 bytes.</param>
internal sealed record StorageKey(ReadOnlyMemory<byte> Value)
{
    /// <summary>Bytes of a key (AES-256).</summary>
    public const int Bytes = 32;

    /// <summary>Bytes of its name.</summary>
    public const int IdBytes = 6;

    /// <summary>What it is known by: the beginning of its digest, which tells nothing about it.</summary>
    public ReadOnlyMemory<byte> Id { get; } = SHA256.HashData(Value.Span).AsMemory(0, IdBytes);

    /// <summary><see cref="Id"/>, to be shown.</summary>
    public string Name => Convert.ToHexStringLower(Id.Span);

    /// <summary>A key that nobody has seen.</summary>
    public static StorageKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The key that a line of a file holds, null when it is none.</summary>
    public static StorageKey? Parse(string line)
    {
        var bytes = new byte[Bytes + 1];
        return Convert.TryFromBase64String(line, bytes, out var length) && length == Bytes ? new StorageKey(bytes.AsMemory(0, Bytes)) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
