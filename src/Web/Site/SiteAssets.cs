using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Routing;

namespace Skiller.Web.Site;

/// <summary>
/// What pages bring along: style sheets, scripts, the mark, the picture for those that a page is shared with. Each is served under a name that holds its hash, for ever, from memory and already
/// compressed; a page names it by <see cref="Url"/>.
/// </summary>
internal static class SiteAssets
{
    private const string Base = "/assets/";
    private const int HashLength = 6;

    private static readonly FrozenDictionary<string, string> _types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Asset> _byName = Load();

    private static readonly FrozenDictionary<string, Asset> _byUrl = _byName.Values.ToFrozenDictionary(static asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The address of a file of <c>Site/Assets</c>.</summary>
    public static string Url(string file) => Base + _byName[file].Name;

    public static void MapSiteAssets(this IEndpointRouteBuilder app) => app.MapMethods(Base + "{name}", ["GET", "HEAD"], Get).ExcludeFromDescription();

    private static IResult Get(string name, HttpContext http)
    {
        if (!_byUrl.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        if (asset.Packed is not { } packed)
        {
            return TypedResults.Bytes(asset.Content, asset.Type);
        }

        http.Response.Headers.Vary = "Accept-Encoding";
        if (asset.Type.StartsWith("text/javascript", StringComparison.Ordinal))
        {
            // A worker lives under the policy of its script, and one of ours listens to what happens.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        }

        if (ContentCoding.Of(http.Request) != ContentCoding.Brotli)
        {
            return TypedResults.Bytes(asset.Content, asset.Type);
        }

        http.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(packed, asset.Type);
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        const string prefix = "Assets/";
        var assembly = typeof(SiteAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(static resource => resource.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                static resource => resource[prefix.Length..],
                resource =>
                {
                    using var stream = assembly.GetManifestResourceStream(resource)!;
                    using var content = new MemoryStream();
                    stream.CopyTo(content);
                    return Asset.Of(resource[prefix.Length..], content.ToArray());
                },
                StringComparer.Ordinal);
    }

    // Packed is null for what is compressed by its nature.
    private sealed record Asset(string Name, string Type, byte[] Content, byte[]? Packed)
    {
        public static Asset Of(string file, byte[] content)
        {
            var ending = Path.GetExtension(file);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashLength));
            var name = $"{Path.GetFileNameWithoutExtension(file)}.{hash}{ending}";
            if (ending == ".png")
            {
                return new Asset(name, _types[ending], content, null);
            }

            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            {
                brotli.Write(content);
            }

            return new Asset(name, _types[ending], content, packed.ToArray());
        }
    }
}
