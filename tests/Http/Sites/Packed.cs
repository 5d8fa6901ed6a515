using System.IO.Compression;
using System.Text;

namespace Skiller.Tests.Http.Sites;

/// <summary>Bodies as they were sent: a client that unpacks them itself forgets that they were packed.</summary>
internal static class Packed
{
    /// <summary>The text of a body that came in a coding; null: in none.</summary>
    public static string Text(byte[] bytes, string? coding)
    {
        using var packed = new MemoryStream(bytes);
        using var from = coding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => (Stream)packed,
        };
        using var reader = new StreamReader(from, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
