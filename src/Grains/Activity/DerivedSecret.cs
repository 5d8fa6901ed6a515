using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Skiller.Grains.Activity;

/// <summary>
/// What opens something to whoever has it, derived from what it stands for and a secret of the nodes: it can be told again, although it is kept
/// nowhere (DESIGN.md part 6).
/// </summary>
internal static class DerivedSecret
{
    private const int IdBytes = 16;

    /// <summary>The secret of something, always the same.</summary>
    /// <param name="key">The secret of the nodes (<see cref="ISecrets"/>).</param>
    /// <param name="what">What it stands for.</param>
    /// <param name="bytes">Its length, at most 32; as text, four characters for three of them, which need no escaping.</param>
    public static string Of(byte[] key, string what, int bytes) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(what)).AsSpan(0, bytes));

    /// <summary>Something that nobody can guess to derive one from, 128 bits.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
}
