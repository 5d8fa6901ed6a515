using System.Security.Cryptography;
using System.Text;

namespace Skiller.Simulator.Journal;

/// <summary>A text's fingerprint, so that journals stay small: the first 12 bytes of its SHA-256.</summary>
internal static class Fingerprint
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}
