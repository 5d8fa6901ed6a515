using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Skiller.Tests.Benchmarks.Operators;

/// <summary>Members and questions of theirs, made over the public address, and what they do there.</summary>
internal sealed class Village : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly ImmutableArray<string> _tokens;
    private readonly ImmutableArray<string> _questions;
    private readonly ImmutableArray<Uri> _fronts;

    private Village(ImmutableArray<Uri> fronts, ImmutableArray<string> tokens, ImmutableArray<string> questions) => (_fronts, _tokens, _questions) = (fronts, tokens, questions);

    /// <summary>Founds it.</summary>
    /// <param name="first">The node that has the first invitation.</param>
    /// <param name="fronts">Where its members go, in turn.</param>
    /// <param name="members">How many.</param>
    /// <param name="questions">How many, each of a member with an answer of the next.</param>
    public static async Task<Village> Found(NodeProcess first, IEnumerable<Uri> fronts, int members, int questions)
    {
        ImmutableArray<Uri> addresses = [.. fronts];
        using var http = new HttpClient { BaseAddress = addresses[0] };
        await Joined.Join(http, await first.FirstInvitation(), 0);
        var administrator = await Joined.SignIn(http, 0);
        var tokens = ImmutableArray.CreateBuilder<string>();
        for (var number = 1; number <= members; number++)
        {
            var invited = (await Said(http, administrator, "/api/v1/invitations", new { note = "You know this." }, "code"))!;
            await Joined.Join(http, invited, number);
            tokens.Add(await Joined.SignIn(http, number));
        }

        var asked = ImmutableArray.CreateBuilder<string>();
        for (var number = 0; number < questions; number++)
        {
            var question = await Said(
                http,
                tokens[number % members],
                "/api/v1/questions",
                new { title = $"How is it measured, the {number} of them?", body = new string('w', 1_500), skills = new[] { "measuring" }, locale = "en" },
                "id");
            await Said(http, tokens[(number + 1) % members], $"/api/v1/questions/{question}/answers", new { body = new string('a', 2_000) }, "id");
            asked.Add(question);
        }

        return new Village(addresses, tokens.ToImmutable(), asked.ToImmutable());
    }

    /// <summary>A member votes on a question that is not their own: another value each time round.</summary>
    public async Task Vote(long number)
    {
        var question = (int)(number % _questions.Length);
        var round = number / _questions.Length;
        var voter = (int)((question + 1 + (round / 2 % (_tokens.Length - 1))) % _tokens.Length);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Front(number), $"/api/v1/questions/{_questions[question]}/vote"))
        {
            Content = JsonContent.Create(new { value = round % 2 == 0 ? 1 : 0 }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[voter]);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A member reads a question's page.</summary>
    public Task Read(long number) => Page(number, _tokens[(int)(number % _tokens.Length)]);

    /// <summary>A visitor does.</summary>
    public Task Visit(long number) => Page(number, null);

    public void Dispose() => _http.Dispose();

    private async Task Page(long number, string? session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Front(number), $"/questions/{_questions[(int)(number * 7 % _questions.Length)]}"));
        if (session is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", $"session={session}");
        }

        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
    }

    private Uri Front(long number) => _fronts[(int)(number % _fronts.Length)];

    private static async Task<string> Said(HttpClient http, string token, string path, object body, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await Joined.Read(response)).GetProperty(field).GetString()!;
    }
}
