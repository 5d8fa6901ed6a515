using Skiller.Web.Api;

namespace Skiller.Web.Site.Remembered;

/// <summary>Sends a remembered page, or 304 to whoever has it.</summary>
internal sealed class PageBytes(RememberedPage page, int status = StatusCodes.Status200OK) : IResult
{
    public int Status => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        foreach (var (name, value) in page.Headers)
        {
            response.Headers[name] = value;
        }

        response.StatusCode = status;
        if (status == StatusCodes.Status200OK)
        {
            response.Headers.ETag = page.ETag;
            if (EntityTags.AreKnown(request, page.ETag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        var (bytes, coding) = page.For(request);
        response.ContentType = page.Type;
        response.ContentLength = bytes.Length;
        if (coding is not null)
        {
            response.Headers.ContentEncoding = coding;
        }

        await response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
