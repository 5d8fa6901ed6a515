using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Site;

/// <summary>Problems as pages, for whoever asked for a page.</summary>
internal static class ErrorPages
{
    /// <summary>Whether the request is of a browser that wants a page, outside of what is made for programs.</summary>
    public static bool Concerns(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        && (Htmx.IsAsking(request) || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    public static async Task Write(HttpContext http, Problem problem)
    {
        await Recognise(http, problem);
        PageFilter.SetHeaders(http);
        http.Response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (Htmx.IsAsking(http.Request))
        {
            await Htmx.Notice(http, problem).ExecuteAsync(http);
            return;
        }

        await PageAnswer.Of<ErrorPage>(new ErrorModel(problem.Code, problem.Status, RequestTrace.IdOf(http)), problem.Status).ExecuteAsync(http);
    }

    // Where there is no page nobody has been recognised yet, and a member who is lost is still one.
    private static async Task Recognise(HttpContext http, Problem problem)
    {
        var viewer = http.RequestServices.GetRequiredService<SiteViewer>();
        if (viewer.IsMember || problem.Status != StatusCodes.Status404NotFound)
        {
            return;
        }

        var call = http.RequestServices.GetRequiredService<ApiCall>();
        call.ReadCookie(http.RequestServices.GetRequiredService<WebOptions>().PublicUrl);
        try
        {
            await PageFilter.Recognise(http, call, viewer);
        }
        catch (RequestRefusedException)
        {
            return;
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            return;
        }
    }
}

/// <summary>What went wrong.</summary>
/// <param name="Code">The stable word.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="TraceId">By what the operator finds the request again.</param>
public sealed record ErrorModel(string Code, int Status, string TraceId);
