using System.Globalization;

namespace Skiller.Web.Api;

/// <summary>Documents that programs fetch again and again: feeds, sitemaps. Each has an ETag and a time, and is not sent to whoever has it.</summary>
internal static class Documents
{
    /// <summary>The document, or 304 when the request names it; its tag counts before its time (RFC 9110, 13.2.2).</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="type">Their media type.</param>
    /// <param name="changedAt">When what it says last changed.</param>
    public static IResult Of(HttpContext http, byte[] content, string type, DateTimeOffset changedAt)
    {
        var tag = $"\"{EntityTags.HashOf(content)}\"";
        var at = DateTimeOffset.FromUnixTimeSeconds(changedAt.ToUnixTimeSeconds());
        http.Response.Headers.ETag = tag;
        http.Response.Headers.LastModified = at.ToString("R", CultureInfo.InvariantCulture);
        return IsKnown(http.Request, tag, at) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(content, type);
    }

    private static bool IsKnown(HttpRequest request, string tag, DateTimeOffset at) => request.Headers.IfNoneMatch.Count > 0
        ? EntityTags.AreKnown(request, tag)
        : request.GetTypedHeaders().IfModifiedSince >= at;
}
