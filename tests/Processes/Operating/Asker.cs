using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Operating;

/// <summary>The first administrator of a cluster, who asks questions through any of its nodes and hears each answer once, without repeating anything.</summary>
internal sealed class Asker : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { Timeout = TimeSpan.FromSeconds(30) };
    private string _token = "";
    private int _asked;

    public void Dispose() => _http.Dispose();

    /// <summary>Joins with the first invitation of a node, and signs in.</summary>
    public static Task<Asker> Join(Node node, CancellationToken ct) => Join(node, node, ct);

    /// <summary>Joins through a front with the invitation that a silo keeps, and signs in.</summary>
    public static async Task<Asker> Join(Node node, Node keeper, CancellationToken ct)
    {
        var asker = new Asker();
        var invitation = await CrashSettings.FirstInvitation(keeper, ct);
        var (email, password) = ("asker@example.org", Newcomers.Password);
        await asker.Expect(node, HttpStatusCode.Created, HttpMethod.Post, "/api/v1/members", new { invitation, email, password, handle = "asker", name = "Asker", locale = "en" }, ct);
        asker._token = (await asker.Expect(node, HttpStatusCode.Created, HttpMethod.Post, "/api/v1/tokens", new { email, password }, ct)).GetProperty("token").GetString()!;
        return asker;
    }

    /// <summary>Asks something new.</summary>
    public Task<HttpResponseMessage> Ask(Node node, CancellationToken ct)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"May I ask question number {Interlocked.Increment(ref _asked)}?");
        return Send(node, HttpMethod.Post, "/api/v1/questions", new { title, body = "It is about a clock, of course, and its gears.", skills = new[] { "gears" } }, ct);
    }

    /// <summary>Asks, and is not refused; the question's number.</summary>
    public async Task<string> Asked(Node node, CancellationToken ct)
    {
        using var response = await Ask(node, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.StatusCode == HttpStatusCode.Created
            ? JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!
            : throw new InvalidOperationException($"{response.StatusCode}: {text}");
    }

    public async Task<HttpResponseMessage> Send(Node node, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(node.Public, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = _token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", _token);
        return await _http.SendAsync(request, ct);
    }

    private async Task<JsonElement> Expect(Node node, HttpStatusCode status, HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var response = await Send(node, method, path, body, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.StatusCode == status ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path}: {response.StatusCode} {text}");
    }
}
