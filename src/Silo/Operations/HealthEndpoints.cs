
namespace Skiller.Silo.Operations;

/// <summary>The three questions of API.md, "Operations": does the process run, may users be sent here, are acts accepted.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes, NodeState state)
    {
        routes.MapGet("/health/live", static (HttpContext http) => Answer(http, StatusCodes.Status200OK, "live"));
        routes.MapGet("/health/ready", (HttpContext http) => Ready(http, state));
        routes.MapGet("/health/write", (HttpContext http) => state.IsWritable
            ? Answer(http, StatusCodes.Status200OK, "writable")
            : Answer(http, StatusCodes.Status503ServiceUnavailable, state.IsDraining ? "draining" : "not writable"));
    }

    private static Task Ready(HttpContext http, NodeState state)
    {
        if (!state.IsReady)
        {
            return Answer(http, StatusCodes.Status503ServiceUnavailable, state.IsDraining ? "draining" : "not ready");
        }

        if (state.IsReadOnly)
        {
            http.Response.Headers["X-Read-Only"] = "1";
        }

        return Answer(http, StatusCodes.Status200OK, state.IsReadOnly ? "ready, read-only" : "ready");
    }

    private static Task Answer(HttpContext http, int status, string word)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return http.Response.WriteAsync(word + "\n", http.RequestAborted);
    }
}
