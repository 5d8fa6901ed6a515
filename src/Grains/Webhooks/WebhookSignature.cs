using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Skiller.Grains.Webhooks;

/// <summary>Signs as Standard Webhooks 1.0 says ("Signature scheme"): HMAC-SHA256 over id, time and body. Pure.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The signatures by some secrets, as the header has them.</summary>
    /// <param name="secrets">Those that sign now.</param>
    /// <param name="id">The <c>webhook-id</c>, without a full stop in it.</param>
    /// <param name="at">The time of the attempt.</param>
    /// <param name="body">The very bytes that are sent.</param>
    public static string Of(IEnumerable<byte[]> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, content))}"));
    }

    /// <summary>A secret as it is told.</summary>
    public static string Text(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>The secret that was told.</summary>
    public static byte[] Secret(string text) => Convert.FromBase64String(text[Prefix.Length..]);
}
