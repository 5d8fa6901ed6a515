using Microsoft.Extensions.DependencyInjection;
using Skiller.Web.Api;
using Skiller.Web.Site;

namespace Skiller.Web.Crawling;

/// <summary>What holds for documents that programs fetch: the query is unambiguous, and whoever keeps one asks whether it still is so.</summary>
internal sealed class MachineFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        ApiFilter.Check(http.Request.Query, null);
        await http.RequestServices.GetRequiredService<SiteTexts>().Refresh(atOnce: false);
        return await next(context);
    }
}
