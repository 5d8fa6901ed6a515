using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Skiller.Web.Identity;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Site;

/// <summary>
/// Compresses pages for members. The size of a compressed page tells what in it repeats, and with many requests a secret (BREACH). So it is done
/// for pages that visitors see too and that hold nothing which opens anything but a proof that is another each time; and only when the reader
/// went there by themselves or from a page of this site: no other site makes them ask for one, whatever may be written on it. See
/// docs/adr/0013. Visitors' pages are not made here: theirs are compressed once and kept.
/// </summary>
internal static class MemberCompression
{
    public static IServiceCollection AddMemberCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });

        // Each page is compressed for one reader, once.
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(static gzip => gzip.Level = CompressionLevel.Fastest);
        return services;
    }

    /// <summary>Puts it around the pages for which it is safe; routing comes before, what answers after.</summary>
    public static IApplicationBuilder UseMemberCompression(this IApplicationBuilder app, WebOptions options) =>
        app.UseWhen(http => IsSafe(http, options), static pages => pages.UseResponseCompression());

    private static bool IsSafe(HttpContext http, WebOptions options) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RememberedForVisitors>() is not null
        && SessionCookie.Read(http.Request, options.PublicUrl) is not null
        && SameSite.IsOwnWay(http.Request);
}
