using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Skiller.Web.Api;

/// <summary>Tags of what is sent, and whether the one who asks has it already (RFC 9110, 8.8.3 and 13.1.2).</summary>
internal static class EntityTags
{
    /// <summary>What stands for the bytes in a tag.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    /// <summary>Whether If-None-Match names the tag; compared weakly, as it is for a GET.</summary>
    public static bool AreKnown(HttpRequest request, string tag)
    {
        var ours = EntityTagHeaderValue.Parse(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(sent => sent.Tag == "*" || sent.Compare(ours, useStrongComparison: false));
    }
}
