using System.Net;

namespace Skiller.Silo.Operations;

/// <summary>
/// What is asked of a node's health (API.md, "Operations"; RELIABILITY.md 4.3): has it started, does the process move, may users be sent here, are acts
/// accepted; and for people, how everything is that it depends on.
/// </summary>
internal static class HealthEndpoints
{
    private const string Scheme = "Bearer ";

    public static void MapHealth(this IEndpointRouteBuilder routes, NodeState state, Heartbeat heartbeat, HealthDetails details, OperationDesk desk)
    {
        routes.MapGet("/health/startup", (HttpContext http) => state.HasStarted
            ? Answer(http, StatusCodes.Status200OK, "started")
            : Answer(http, StatusCodes.Status503ServiceUnavailable, "starting"));
        routes.MapGet("/health/live", (HttpContext http) => heartbeat.IsMoving
            ? Answer(http, StatusCodes.Status200OK, "live")
            : Answer(http, StatusCodes.Status503ServiceUnavailable, "stuck"));
        routes.MapGet("/health/ready", (HttpContext http) => Ready(http, state));
        routes.MapGet("/health/write", (HttpContext http) => state.IsWritable
            ? Answer(http, StatusCodes.Status200OK, "writable")
            : Answer(http, StatusCodes.Status503ServiceUnavailable, state.IsDraining ? "draining" : state.Log.IsClosed ? "read-only" : "not writable"));
        routes.MapGet("/health/details", (HttpContext http) => Details(http, details, desk));
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

    // Whoever is on the machine sees as much by other means; from elsewhere the secret of operations is shown, as for acts.
    private static async Task Details(HttpContext http, HealthDetails details, OperationDesk desk)
    {
        var credentials = http.Request.Headers.Authorization.ToString();
        var isKnown = credentials.StartsWith(Scheme, StringComparison.Ordinal) && desk.Knows(credentials[Scheme.Length..]);
        if (!isKnown && (http.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from)))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(await details.Look(http.RequestAborted), HealthJson.Default.HealthReport, cancellationToken: http.RequestAborted);
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
