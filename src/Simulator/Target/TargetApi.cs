using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skiller.Simulator.Target;

/// <summary>What the target answered; status 0: nothing came, and why is in the code.</summary>
internal sealed record Reply(int Status, string Text, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>It may be asked again later. Says nothing about what came of it: behind 0, 500, 502 and 504 it may be done.</summary>
    public bool IsForTheMoment => Status is 429 or 503 or 502 or 504 or 500 or 0;

    /// <summary>The body; null when it is no JSON.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return Text.Length == 0 ? null : JsonNode.Parse(Text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The code of a problem document.</summary>
    public string? Code => Status == 0 ? "no-answer" : IsSuccess ? null : Json?["code"]?.GetValue<string>();
}

/// <summary>The target as any outside program sees it: its public address, and nothing behind it.</summary>
internal sealed class TargetApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _pages;

    public TargetApi(Uri address, int connections = 256, TargetProtocol? protocol = null)
    {
        (Address, Protocol) = (address, protocol ?? TargetProtocol.Http11);
        var handler = Handler(connections);
        handler.AutomaticDecompression = DecompressionMethods.All;
        _http = Protocol.Client(address, handler, Patience);
        _pages = Protocol.Client(address, Handler(connections), Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long an answer is waited for.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The version of HTTP that it is asked in.</summary>
    public TargetProtocol Protocol { get; }

    public Uri Address { get; }

    public void Dispose()
    {
        _http.Dispose();
        _pages.Dispose();
    }

    /// <summary>Connections that are kept and used again as browsers do, at most so many at once.</summary>
    public static SocketsHttpHandler Handler(int connections) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = true,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxConnectionsPerServer = connections,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        UseCookies = false,
    };

    /// <summary>Sends one request to the API and reads the answer to its end. Never throws for what the network does.</summary>
    public async Task<Reply> Send(HttpMethod method, string path, JsonObject? body, string? token, string? key, int? version, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/v1/{path}", UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (version is { } edited)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{edited}\"");
        }

        return await Send(request, ct);
    }

    /// <summary>Reads from the API.</summary>
    public Task<Reply> Get(string path, string? token, CancellationToken ct) => Send(HttpMethod.Get, path, null, token, null, null, ct);

    /// <summary>Loads a page as a browser does that was given its address by somebody, and reads it to its end without unpacking it. Never throws for what the network does.</summary>
    public async Task<Loaded> Page(string path, string locale)
    {
        using var request = PageClient.Request(path, locale);
        return (await PageClient.Send(_pages, request, Patience)).Loaded;
    }

    /// <summary>Sends a request that somebody else made.</summary>
    public async Task<Reply> Send(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new Reply(0, fault.Message, null);
        }
    }
}
