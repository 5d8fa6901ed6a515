using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Skiller.Tests.Processes.Crash;

/// <summary>What came of a call, repetitions included.</summary>
internal sealed record Answer(Outcome Outcome, HttpStatusCode? Status, JsonElement Body, string? ETag)
{
    /// <summary>What became of the connection, null: there was an answer.</summary>
    public string? Fault { get; init; }

    /// <summary>The code of the problem, or what became of the connection.</summary>
    public string Why => Fault ?? (Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.ToString() : "");

    public bool IsOk => Outcome == Outcome.Acknowledged;

    public string? Id => IsOk && Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("id", out var id) ? id.GetString() : null;
}

/// <summary>
/// A client of the public API that goes to any front that is there and keeps books honestly: a call without a definite answer is unknown,
/// and mostly repeated with its key until it is known.
/// </summary>
/// <param name="fronts">Where.</param>
/// <param name="random">Chooses among them.</param>
/// <param name="source">The network address that a trusted proxy says that it calls from, null: there is none.</param>
/// <param name="history">Where it notes what it has to repeat, null: nowhere.</param>
internal sealed class Caller(IReadOnlyList<Uri> fronts, Random random, string? source = null, History? history = null) : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly Lock _choosing = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(10) };

    public void Dispose() => _http.Dispose();

    /// <summary>Makes a call; repeats what is unknown unless <paramref name="giveUp"/>; returns when the answer is definite or given up.</summary>
    public async Task<Answer> Call(HttpMethod method, string path, object? body, string? token, bool keyed, string? ifMatch, bool giveUp, CancellationToken ct)
    {
        var key = keyed ? $"{random.NextInt64():x16}{random.NextInt64():x16}" : null;
        var perhapsApplied = false;
        while (true)
        {
            var begun = TimeProvider.System.GetTimestamp();
            var answer = await Once(method, path, body, token, key, ifMatch, ct);
            var took = TimeProvider.System.GetElapsedTime(begun);
            history?.Spend(took);
            if (answer is { Outcome: Outcome.Acknowledged })
            {
                return answer;
            }

            // A refusal after an unknown attempt proves nothing: the first one may have been applied (a stale version may be our own).
            if (answer is { Outcome: Outcome.Refused, Status: not HttpStatusCode.ServiceUnavailable and not null })
            {
                return perhapsApplied ? answer with { Outcome = Outcome.Unknown } : answer;
            }

            if (!ct.IsCancellationRequested)
            {
                history?.Disturb(method, path, answer.Status, took, answer.Why);
            }

            perhapsApplied |= answer.Outcome == Outcome.Unknown;
            if (ct.IsCancellationRequested || (giveUp && perhapsApplied))
            {
                return answer with { Outcome = perhapsApplied ? Outcome.Unknown : Outcome.Refused };
            }

            await Task.Delay(_pause, CancellationToken.None);
        }
    }

    /// <summary>Reads, however long it takes until a front answers.</summary>
    public async Task<Answer> Get(string path, string? token, CancellationToken ct) =>
        await Call(HttpMethod.Get, path, null, token, keyed: false, ifMatch: null, giveUp: false, ct);

    private Uri Front()
    {
        lock (_choosing)
        {
            return fronts[random.Next(fronts.Count)];
        }
    }

    private async Task<Answer> Once(HttpMethod method, string path, object? body, string? token, string? key, string? ifMatch, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(Front(), path));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (source is not null)
        {
            request.Headers.Add("X-Forwarded-For", source);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        try
        {
            using var response = await _http.SendAsync(request, ct.IsCancellationRequested ? CancellationToken.None : ct);
            var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
            var json = text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
            return new Answer(Classify(response, json), response.StatusCode, json, response.Headers.ETag?.ToString());
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new Answer(Outcome.Refused, null, default, null) { Fault = "connection refused" };
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return new Answer(Outcome.Unknown, null, default, null) { Fault = (e.InnerException ?? e).Message };
        }
    }

    private static Outcome Classify(HttpResponseMessage response, JsonElement json) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => Outcome.Acknowledged,
        503 => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out var code) && code.GetString() == "unavailable"
            ? Outcome.Refused
            : Outcome.Unknown,

        // A balancer whose front has died in the middle of it.
        502 or 504 => Outcome.Unknown,
        >= 400 and < 500 => Outcome.Refused,
        _ => throw new InvalidOperationException($"{(int)response.StatusCode} on {response.RequestMessage?.RequestUri}: {json}"),
    };
}
