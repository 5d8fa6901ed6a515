namespace Skiller.Web.Api;

/// <summary>Sends JSON that was written before, from memory.</summary>
internal sealed class JsonBytes(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> rest) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length + rest.Length;
        await response.BodyWriter.WriteAsync(json, httpContext.RequestAborted);
        if (!rest.IsEmpty)
        {
            await response.BodyWriter.WriteAsync(rest, httpContext.RequestAborted);
        }
    }
}
