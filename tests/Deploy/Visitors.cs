using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>Members and readers who do once what an operator watches: join, ask, answer, vote, listen, mistype a password, read.</summary>
internal static class Visitors
{
    public static async Task Come(Uri site, string invitation, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = new Uri(site, "/api/v1/") };
        var ada = await Join(http, invitation, "ada", ct);
        using var listening = await Listen(http, ct);
        var question = (await Act(http, ada, HttpMethod.Post, "questions", new { title = "How do I sharpen a plane iron?", body = "Mine tears the grain of oak. What angle?", skills = (string[])["woodworking"] }, ct)).Text("id");
        var ben = await Join(http, (await Act(http, ada, HttpMethod.Post, "invitations", new { note = "You know this." }, ct)).Text("code")!, "ben", ct);
        var answer = (await Act(http, ben, HttpMethod.Post, $"questions/{question}/answers", new { body = "Thirty degrees, 1000 then 6000, and a strop for the last bit." }, ct)).Text("id");
        await Act(http, ada, HttpMethod.Put, $"questions/{question}/answers/{answer}/vote", new { value = 1 }, ct);
        await Act(http, ada, HttpMethod.Put, $"questions/{question}/accepted-answer", new { answerId = answer }, ct);
        using var wrong = await http.PostAsJsonAsync("tokens", new { email = "ada@example.org", password = "rivers and no mountains" }, ct);
        Assert.False(wrong.IsSuccessStatusCode);

        // What happened reaches who listens.
        using var reader = new StreamReader(await listening.Content.ReadAsStreamAsync(ct));
        while (!(await reader.ReadLineAsync(ct) ?? throw new EndOfStreamException()).StartsWith("data:", StringComparison.Ordinal))
        {
        }

        await Read(site, ct);
    }

    public static async Task Read(Uri site, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = site };
        foreach (var path in (string[])["/", "/questions", "/api/v1/questions", "/api/v1/search?q=plane", "/nowhere"])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        }

        // An act that is refused is one that was asked for.
        using var refused = await http.PostAsJsonAsync("/api/v1/questions", new { title = "Who am I?" }, ct);
    }

    private static async Task<HttpResponseMessage> Listen(HttpClient http, CancellationToken ct)
    {
        var answer = await http.GetAsync(new Uri("live?topics=questions", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
        Assert.True(answer.IsSuccessStatusCode, await (answer.IsSuccessStatusCode ? Task.FromResult("") : answer.Content.ReadAsStringAsync(ct)));
        return answer;
    }

    private static async Task<string> Join(HttpClient http, string invitation, string handle, CancellationToken ct)
    {
        var (email, password) = ($"{handle}@example.org", "mountains and rivers");
        await Act(http, null, HttpMethod.Post, "members", new { invitation, email, password, handle, name = handle, locale = "en" }, ct);
        return (await Act(http, null, HttpMethod.Post, "tokens", new { email, password }, ct)).Text("token")!;
    }

    private static async Task<JsonElement> Act(HttpClient http, string? token, HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
