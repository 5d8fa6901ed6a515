using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Tests.Benchmarks;

/// <summary>Members as they are made in life: each joins with an invitation over the public address, and signs in.</summary>
internal static class Joined
{
    private const string Password = "mountains and rivers";

    public static async Task<ImmutableArray<MemberId>> Members(BenchNode node, int count)
    {
        using var http = new HttpClient { BaseAddress = node.Public };
        await Join(http, await node.FirstInvitation(), 0);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignIn(http, 0));
        var members = ImmutableArray.CreateBuilder<MemberId>(count);
        for (var number = 1; number <= count; number++)
        {
            using var invited = await Post(http, "/api/v1/invitations", new { note = "You know this." });
            await Join(http, (await Read(invited)).GetProperty("code").GetString()!, number);
            await SignIn(http, number);
            var found = Handle.TryParse(Name(number), out var handle) ? await node.Grains.Directory().FindHandle(handle, CancellationToken.None) : null;
            members.Add(found ?? throw new InvalidOperationException($"{Name(number)} is not there."));
        }

        return members.ToImmutable();
    }

    /// <summary>A session of one of those who were made, as their browser keeps it.</summary>
    public static async Task<string> Session(BenchNode node, int number)
    {
        using var http = new HttpClient { BaseAddress = node.Public };
        return await SignIn(http, number);
    }

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"member-{number}-here");

    /// <summary>One who joins.</summary>
    public static async Task Join(HttpClient http, string code, int number)
    {
        var joining = new
        {
            invitation = code,
            email = $"{Name(number)}@example.org",
            password = Password,
            handle = Name(number),
            name = $"Member {number}",
            locale = "en",
        };
        using var joined = await Post(http, "/api/v1/members", joining);
    }

    /// <summary>The token of a session of theirs.</summary>
    public static async Task<string> SignIn(HttpClient http, int number)
    {
        using var opened = await Post(http, "/api/v1/tokens", new { email = $"{Name(number)}@example.org", password = Password });
        return (await Read(opened)).GetProperty("token").GetString()!;
    }

    /// <summary>A call that must succeed.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient http, string path, object body)
    {
        var response = await http.PostAsJsonAsync(path, body);
        return response.IsSuccessStatusCode ? response : throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>What it answers.</summary>
    public static async Task<JsonElement> Read(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).Clone();
}
