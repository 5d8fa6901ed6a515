using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>A few members of one site who do what members do.</summary>
/// <param name="site">Where.</param>
/// <param name="domain">Where they have their mail: at one that is reserved they have none, and no limits while simulation is allowed.</param>
internal sealed class Townspeople(Uri site, string domain = "example.org") : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private int _asked;

    public void Dispose() => _http.Dispose();

    /// <summary>Joins and signs in.</summary>
    public async Task Join(string handle, string invitation, CancellationToken ct)
    {
        var (email, password) = ($"{handle}@{domain}", Newcomers.Password);
        await Send(null, HttpMethod.Post, "members", new { invitation, email, password, handle, name = handle, locale = "en" }, ct);
        _tokens[handle] = (await Send(null, HttpMethod.Post, "tokens", new { email, password }, ct)).GetProperty("token").GetString()!;
    }

    public async Task<string> Invite(string who, CancellationToken ct) =>
        (await Send(who, HttpMethod.Post, "invitations", new { note = "You know this." }, ct)).GetProperty("code").GetString()!;

    public async Task<string> Ask(string who, CancellationToken ct)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"How do I set question number {++_asked} right?");
        return (await Send(who, HttpMethod.Post, "questions", new { title, body = "It is about a clock, of course, and its gears.", skills = new[] { "gears" } }, ct)).GetProperty("id").GetString()!;
    }

    public async Task<string> Answer(string who, string question, CancellationToken ct) =>
        (await Send(who, HttpMethod.Post, $"questions/{question}/answers", new { body = "Turn the third gear, and then the second one." }, ct)).GetProperty("id").GetString()!;

    public Task Vote(string who, string question, CancellationToken ct) => Send(who, HttpMethod.Put, $"questions/{question}/vote", new { value = 1 }, ct);

    /// <summary>Listens to a question; the first line has come when this returns.</summary>
    public async Task<Stream> Listen(string question, CancellationToken ct)
    {
        var response = await _http.GetAsync(new Uri(site, $"/api/v1/live?topics=question:{question}"), HttpCompletionOption.ResponseHeadersRead, ct);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(ct);
    }

    private async Task<JsonElement> Send(string? who, HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(site, $"/api/v1/{path}")) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = who is null ? null : new AuthenticationHeaderValue("Bearer", _tokens[who]);
        using var response = await _http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path}: {response.StatusCode} {text}");
    }
}
