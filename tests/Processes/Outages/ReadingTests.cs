using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Outages;

/// <summary>Reading never waits for the log: visitors' pages keep coming while the database is away.</summary>
public sealed partial class ReadingTests : IDisposable
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(6);

    // Longer than a grain without a stream of its own stays in memory, such as that of a skill that nobody described.
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(12);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task What_was_read_is_read_all_the_same_while_the_database_is_away_and_acts_go_on_when_it_is_back()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, await server.CreateDatabase(), CrashSettings.All);
        await node.Start(Ct);
        _http.BaseAddress = node.Public;
        var (asker, question) = await Community(node);
        ImmutableArray<string> paths =
        [
            "/api/v1/questions", "/api/v1/questions?sort=votes&skill=gears", $"/api/v1/questions/{question}", "/api/v1/members",
            "/api/v1/members/helper", "/api/v1/members/helper/reputation", "/api/v1/members/helper/reputation?skill=gears",
            "/api/v1/members/asker/questions", "/api/v1/skills", "/api/v1/skills?sort=name", "/api/v1/skills/gears",
            "/api/v1/skills/gears/members", "/api/v1/skills/gears/questions",
        ];
        var before = await Settled(paths);

        await server.Stop();
        await Until(async () => (await Ask(asker, "May I ask while it is away?")).StatusCode == HttpStatusCode.ServiceUnavailable);
        var since = Stopwatch.GetTimestamp();
        do
        {
            foreach (var path in paths)
            {
                Assert.Equal((path, before[path]), (path, await Read(path)));
            }

            await Task.Delay(100, Ct);
        }
        while (Stopwatch.GetElapsedTime(since) < _outage);

        await server.Start();
        await Until(async () => (await Ask(asker, "May I ask when it is back?")).StatusCode == HttpStatusCode.Created);
        await Until(async () => (await Read("/api/v1/questions")).Contains("May I ask when it is back?", StringComparison.Ordinal));
        Assert.Equal(before[paths[2]], await Read(paths[2]));
        Assert.Equal(before[paths[5]], await Read(paths[5]));
        var (exitCode, output) = await node.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);
    }

    // Somebody asks, somebody else answers and gets points for it.
    private async Task<(string Token, string Question)> Community(Node node)
    {
        var asker = await Join(await CrashSettings.FirstInvitation(node, Ct), "asker");
        var invitation = await Post("/api/v1/invitations", new { note = "for the helper" }, asker);
        var helper = await Join(invitation.GetProperty("code").GetString()!, "helper");
        var asked = await Ask(asker, "Which gear turns the hand?");
        var question = (await asked.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
        var answer = await Post($"/api/v1/questions/{question}/answers", new { body = "The one that sits right behind the hand." }, helper);
        var vote = await Send(HttpMethod.Put, $"/api/v1/questions/{question}/answers/{answer.GetProperty("id").GetString()}/vote", new { value = 1 }, asker);
        Assert.Equal(HttpStatusCode.OK, vote.StatusCode);
        return (asker, question);
    }

    // What follows from the vote is everywhere, and stays as it is.
    private async Task<Dictionary<string, string>> Settled(ImmutableArray<string> paths)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        await Until(async () =>
        {
            var changed = false;
            foreach (var path in paths)
            {
                var page = await Read(path);
                changed |= pages.GetValueOrDefault(path) != page;
                pages[path] = page;
            }

            return !changed
                && pages[paths[2]].Contains("\"handle\":\"helper\",\"name\":\"Helper\",\"reputation\":10", StringComparison.Ordinal)
                && pages[paths[3]].Contains("\"reputation\":10", StringComparison.Ordinal)
                && pages[paths[5]].Contains("\"points\":10", StringComparison.Ordinal)
                && pages[paths[8]].Contains("\"reputation\":10", StringComparison.Ordinal)
                && pages[paths[10]].Contains("\"reputation\":10", StringComparison.Ordinal)
                && pages[paths[11]].Contains("\"reputation\":10", StringComparison.Ordinal);
        });
        return pages;
    }

    private async Task<string> Join(string code, string handle)
    {
        var email = $"{handle}@example.org";
        var name = $"{char.ToUpperInvariant(handle[0])}{handle[1..]}";
        await Post("/api/v1/members", new { invitation = code, email, password = Newcomers.Password, handle, name, locale = "en" }, null);
        return (await Post("/api/v1/tokens", new { email, password = Newcomers.Password }, null)).GetProperty("token").GetString()!;
    }

    private Task<HttpResponseMessage> Ask(string token, string title) => Send(
        HttpMethod.Post, "/api/v1/questions", new { title, body = "It is about a clock, of course, and its gears.", skills = new[] { "gears" } }, token);

    private async Task<JsonElement> Post(string path, object body, string? token)
    {
        using var response = await Send(HttpMethod.Post, path, body, token);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync(Ct)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object body, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request, Ct);
    }

    // The page without what counts the reading itself.
    private async Task<string> Read(string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        Assert.True(Stopwatch.GetElapsedTime(began) < _longestWait, $"{path} took {Stopwatch.GetElapsedTime(began)}");
        return Views().Replace(text, "");
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), "It never came about.");
            await Task.Delay(100, Ct);
        }
    }

    [GeneratedRegex("\"views\":[0-9]+")]
    private static partial Regex Views();
}
