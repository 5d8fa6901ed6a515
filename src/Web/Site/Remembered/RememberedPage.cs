using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Skiller.Web.Api;

namespace Skiller.Web.Site.Remembered;

/// <summary>A page as it was made for visitors, with its compressed copies, which are made once when the first reader takes them.</summary>
internal sealed class RememberedPage(byte[] content, string? type, IReadOnlyList<KeyValuePair<string, StringValues>> headers)
{
    private readonly Lazy<byte[]> _brotli = new(() => Packed(content, static to => new BrotliStream(to, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> _gzip = new(() => Packed(content, static to => new GZipStream(to, CompressionLevel.Optimal)));

    public byte[] Content => content;

    public string? Type => type;

    /// <summary>What it says of itself beside its text.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers => headers;

    /// <summary>Weak, since the copies differ in their bytes and not in what they say.</summary>
    public string ETag { get; } = $"W/\"{EntityTags.HashOf(content)}\"";

    /// <summary>Bytes of memory, with both copies.</summary>
    public long Size => content.Length + (content.Length / 2);

    /// <summary>Its bytes in the best coding that the reader takes.</summary>
    public (byte[] Bytes, string? Coding) For(HttpRequest request) => ContentCoding.Of(request) switch
    {
        ContentCoding.Brotli => (_brotli.Value, ContentCoding.Brotli),
        ContentCoding.Gzip => (_gzip.Value, ContentCoding.Gzip),
        _ => (content, null),
    };

    private static byte[] Packed(byte[] content, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var into = pack(packed))
        {
            into.Write(content);
        }

        return packed.ToArray();
    }
}
