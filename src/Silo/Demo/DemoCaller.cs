using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Skiller.Silo.Demo;

/// <summary>Calls the public API as any program does; what is refused for the moment is asked again.</summary>
internal sealed class DemoCaller(Uri address, TimeProvider clock) : IDisposable
{
    private const int Attempts = 20;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _http.Dispose();

    /// <summary>A call that must succeed; what it answers.</summary>
    public async Task<JsonNode> Send(HttpMethod method, string path, JsonObject? body, string? token, string? key, CancellationToken ct, string language = "fr") =>
        await Try(method, path, body, token, key, ct, language) ?? throw new InvalidOperationException($"The demo was told that {method} {path} cannot be done by this member.");

    /// <summary>A call that may be refused because nobody is known by that name (401): then null.</summary>
    public async Task<JsonNode?> Try(HttpMethod method, string path, JsonObject? body, string? token, string? key, CancellationToken ct, string language = "fr")
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            request.Headers.AcceptLanguage.ParseAdd(language);
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            using var response = await _http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (response.IsSuccessStatusCode)
            {
                return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
            }

            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                return null;
            }

            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == Attempts)
            {
                throw new InvalidOperationException($"The demo was refused {method} {path}: {(int)response.StatusCode} {text}");
            }

            await Task.Delay(_pause, clock, ct);
        }
    }
}
