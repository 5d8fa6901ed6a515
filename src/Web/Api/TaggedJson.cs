using System.Globalization;
using System.Security.Cryptography;

namespace Skiller.Web.Api;

/// <summary>JSON and its ETag, <c>"VERSION.HASH"</c>: the version is what If-Match speaks of, the hash is of every byte.</summary>
internal sealed record TaggedJson(string ETag, ReadOnlyMemory<byte> Bytes)
{
    public static TaggedJson Of(int version, ReadOnlyMemory<byte> json)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(json.Span).AsSpan(0, 8));
        return new TaggedJson(string.Create(CultureInfo.InvariantCulture, $"\"{version}.{hash}\""), json);
    }
}
