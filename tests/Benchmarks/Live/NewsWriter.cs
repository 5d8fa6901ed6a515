using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Skiller.Tests.Benchmarks.Live;

/// <summary>A member who votes on another's question and takes the vote back, again and again: each is an event of the question.</summary>
internal sealed class NewsWriter
{
    private readonly HttpClient _http;

    private NewsWriter(HttpClient http, string question) => (_http, Question) = (http, question);

    public string Question { get; }

    public static async Task<NewsWriter> Join(NodeProcess node)
    {
        using var asker = new HttpClient { BaseAddress = node.Public };
        await Joined.Join(asker, (await node.FirstInvitation()).Trim(), 0);
        asker.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Joined.SignIn(asker, 0));
        var asked = new { title = "What do all of them listen to?", body = "Something happens here again and again.", skills = new[] { "measuring" }, locale = "en" };
        var question = (await Joined.Read(await Joined.Post(asker, "/api/v1/questions", asked))).GetProperty("id").GetString()!;
        var invited = (await Joined.Read(await Joined.Post(asker, "/api/v1/invitations", new { note = "Vote." }))).GetProperty("code").GetString()!;
        var voter = new HttpClient { BaseAddress = node.Public };
        await Joined.Join(voter, invited, 1);
        voter.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Joined.SignIn(voter, 1));
        return new NewsWriter(voter, question);
    }

    /// <summary>Votes until it is cancelled; returns how often.</summary>
    public async Task<int> Write(CancellationToken ct)
    {
        var written = 0;
        for (; !ct.IsCancellationRequested; written++)
        {
            using var voted = await _http.PutAsJsonAsync($"/api/v1/questions/{Question}/vote", new { value = (written + 1) % 2 }, CancellationToken.None);
            voted.EnsureSuccessStatusCode();
        }

        return written;
    }
}
