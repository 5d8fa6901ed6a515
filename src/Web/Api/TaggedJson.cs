using System.Globalization;

namespace Skiller.Web.Api;

/// <summary>JSON and its ETag, <c>"VERSION.HASH"</c>: the version is what If-Match speaks of, the hash is of every byte.</summary>
internal sealed record TaggedJson(string ETag, ReadOnlyMemory<byte> Bytes)
{
    public static TaggedJson Of(int version, ReadOnlyMemory<byte> json)
    {
        var hash = EntityTags.HashOf(json.Span);
        return new TaggedJson(string.Create(CultureInfo.InvariantCulture, $"\"{version}.{hash}\""), json);
    }
}
