using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace Skiller.Balancer;

/// <summary>
/// A front that was killed is found dead by the next check only. Until then whoever is sent there is sent on to another one, once, if that
/// repeats nothing: the request is a look, or nobody took the connection.
/// </summary>
internal static class NextFront
{
    public static async Task Try(HttpContext http, Func<Task> next)
    {
        var proxied = http.GetReverseProxyFeature();
        var fronts = proxied.AvailableDestinations;
        await next();
        if (http.Response.HasStarted || http.GetForwarderErrorFeature() is not { } error || !RepeatsNothing(http.Request, error))
        {
            return;
        }

        var others = fronts.Where(front => front != proxied.ProxiedDestination).ToList();
        if (others.Count > 0)
        {
            http.Features.Set<IForwarderErrorFeature>(null);
            http.Response.Clear();
            proxied.AvailableDestinations = others;
            await next();
        }
    }

    private static bool RepeatsNothing(HttpRequest request, IForwarderErrorFeature error) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || error.Exception is HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } };
}
