using Skiller.Web.Api;

namespace Skiller.Web.Crawling;

/// <summary>What holds for documents that programs fetch: the query is unambiguous, and whoever keeps one asks whether it still is so.</summary>
internal sealed class MachineFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        ApiFilter.Check(http.Request.Query, null);
        return next(context);
    }
}
