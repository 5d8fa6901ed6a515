using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Skiller.Grains.Webhooks;

namespace Skiller.Silo.Webhooks;

/// <summary>
/// Sends webhooks over HTTP. A name is looked up for each connection, all that it leads to is checked, and the connection goes to the very address that was
/// checked, so that a name which leads elsewhere a moment later leads nowhere (P10). No redirect is followed, no proxy asked, no cookie kept, and of an answer
/// nothing is read but its status and 1 KB, so that the connection can serve again.
/// </summary>
internal sealed class HttpWebhookTransport : IWebhookTransport, IDisposable
{
    private const int MostRead = 1024;
    private const int MostHeaderKilobytes = 16;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _lookUp = TimeSpan.FromSeconds(3);
    private readonly IHostAddresses _hosts;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _sender;

    public HttpWebhookTransport(IHostAddresses hosts, WebhookOptions options, TimeProvider clock)
    {
        (_hosts, _options, _clock) = (hosts, options, clock);
        _sender = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = MostRead,
            ActivityHeadersPropagator = null,

            // Where a name leads is looked at again before long.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            ConnectCallback = Connect,
        });
    }

    public async Task<string?> FaultOf(string url, CancellationToken ct)
    {
        if (!WebhookUrl.TryParse(url, _options.AllowPrivate, out var parsed, out var fault))
        {
            return fault;
        }

        using var late = new CancellationTokenSource(_lookUp, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            var found = await _hosts.Of(parsed.IdnHost, either.Token);
            return found.Count == 0 ? "unknown-host" : Refuses(found) ? "private-address" : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "unknown-host";
        }
    }

    public async Task<WebhookOutcome> Send(OutgoingWebhook webhook, CancellationToken ct)
    {
        // The settings may have been others when it was made.
        if (!WebhookUrl.TryParse(webhook.Url, _options.AllowPrivate, out var url, out var fault))
        {
            return new WebhookOutcome.NotTaken(null, fault);
        }

        using var late = new CancellationTokenSource(_patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        using var request = Request(webhook, url);
        try
        {
            using var response = await _sender.SendAsync(request, either.Token);
            await Drain(response, either.Token);
            return Of((int)response.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookOutcome.NotTaken(null, "timeout");
        }
        catch (HttpRequestException failed)
        {
            return new WebhookOutcome.NotTaken(null, Reason(failed));
        }
    }

    public void Dispose() => _sender.Dispose();

    private static WebhookOutcome Of(int status) => status switch
    {
        >= 200 and < 300 => new WebhookOutcome.Taken(status),
        410 => new WebhookOutcome.Gone(status),
        >= 300 and < 400 => new WebhookOutcome.NotTaken(status, "redirect"),
        _ => new WebhookOutcome.NotTaken(status, "status"),
    };

    private static HttpRequestMessage Request(OutgoingWebhook webhook, Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(webhook.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", webhook.Id);
        request.Headers.Add("webhook-timestamp", webhook.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", webhook.Signatures);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Skiller", null));
        return request;
    }

    // What is longer than that ends the connection.
    private static async Task Drain(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            _ = await body.ReadAtLeastAsync(new byte[MostRead], MostRead, throwOnEndOfStream: false, ct);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status was the answer.
        }
    }

    private static string Reason(HttpRequestException failed) => failed switch
    {
        { InnerException: RefusedAddressException refused } => refused.Message,
        { InnerException: AuthenticationException } => "tls",
        { HttpRequestError: HttpRequestError.ConnectionError } => "connection",
        _ => "no-answer",
    };

    private bool Refuses(IReadOnlyList<IPAddress> found) => !_options.AllowPrivate && !found.All(PublicAddresses.Has);

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        // One that is refused among several is reason enough: it was to be tried.
        var found = await _hosts.Of(context.DnsEndPoint.Host, ct);
        if (found.Count == 0 || Refuses(found))
        {
            throw new RefusedAddressException(found.Count == 0 ? "unknown-host" : "private-address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. found], context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class RefusedAddressException(string reason) : Exception(reason);
}
