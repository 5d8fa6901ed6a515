using System.Text;
using Orleans.Dashboard;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Telemetry;

/// <summary>
/// Orleans' own dashboard, on the operations address: which grains there are, what their calls take, how each silo is. For whoever knows the operations secret,
/// which a browser asks for as a password; without what would show what grains hold, or lines of the log.
/// </summary>
internal static class DashboardHosting
{
    private const string Path = "/dashboard";
    private const string Scheme = "Basic ";

    /// <summary>Lets a silo tell of itself.</summary>
    public static void AddNodeDashboard(this ISiloBuilder silo) => silo.AddDashboard(static options => options.HideTrace = true);

    /// <summary>Lets the operations address ask the cluster.</summary>
    public static void AddNodeDashboard(this IServiceCollection services, IServiceProvider cluster)
    {
        services.AddSingleton(_ => cluster.GetRequiredService<IGrainFactory>());
        new OnlyServices(services).AddDashboard(static options => options.HideTrace = true);
    }

    public static void MapNodeDashboard(this IEndpointRouteBuilder routes, OperationDesk desk) =>
        routes.MapOrleansDashboard(Path).AddEndpointFilter((context, next) => Answer(context.HttpContext, desk) is { } refusal ? ValueTask.FromResult<object?>(refusal) : next(context));

    private static IResult? Answer(HttpContext http, OperationDesk desk)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XFrameOptions = "DENY";
        if (!desk.IsOpen)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (!Knows(http.Request.Headers.Authorization.ToString(), desk))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Skiller operations\", charset=\"UTF-8\"";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        // What a grain holds is somebody's: addresses, sessions, drafts.
        return http.Request.Path.StartsWithSegments($"{Path}/GrainState", StringComparison.OrdinalIgnoreCase) ? Results.NotFound() : null;
    }

    private static bool Knows(string credentials, OperationDesk desk)
    {
        if (!credentials.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[256];
        if (!Convert.TryFromBase64String(credentials[Scheme.Length..].Trim(), bytes, out var length))
        {
            return false;
        }

        // The name does not matter.
        var text = Encoding.UTF8.GetString(bytes[..length]);
        return desk.Knows(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }

    // The package knows how to set up a client; all that this address needs of one are its services.
    private sealed record OnlyServices(IServiceCollection Services) : IClientBuilder
    {
        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
