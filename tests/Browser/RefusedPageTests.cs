using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>What is said over a limit and while the database is away is as accessible and as valid as any other page.</summary>
public sealed class RefusedPageTests(OutageSite site, Browsers browsers) : IClassFixture<OutageSite>
{
    private const int VotesADay = 30;

    private static readonly Seen[] _forms = Hostility.IsLong
        ? [new("fr"), new("en", IsDark: true), new("fr", 360, IsDark: true), new("en", 360)]
        : [new("fr"), new("en", 360, IsDark: true)];

    [Fact]
    public async Task Over_a_limit()
    {
        using var checker = new MarkupChecker();
        var (asker, voter) = (await site.Member("asks"), await site.Member("votes"));
        var question = await site.Question(asker);
        for (var i = 0; i < VotesADay; i++)
        {
            (await site.Send("PUT", $"/questions/{question}/vote", new { value = i % 2 == 0 ? 1 : -1 }, voter)).Expect(200);
        }

        foreach (var form in _forms)
        {
            await using var reader = await browsers.Open(site.Address, form);
            await reader.ActAs(voter);
            await reader.Visit($"/questions/{question}");

            // As a browser sends it that has no scripts: axe needs one that has.
            var reply = await reader.Page.RunAndWaitForResponseAsync(
                () => reader.Page.EvaluateAsync(
                    """
                    action => {
                        const form = document.getElementById('proof');
                        const value = document.createElement('input');
                        [value.type, value.name, value.value, form.action] = ['hidden', 'value', '1', action];
                        form.append(value);
                        form.submit();
                    }
                    """,
                    $"/questions/{question}/vote"),
                static response => response.Request.Method == "POST");
            Assert.Equal(429, reply.Status);
            await reader.Page.Locator(".refusal").WaitForAsync();
            await checker.Add($"429 {form}", await reply.TextAsync());
            await reader.FindsNothingWrong();
        }

        await checker.FindsNothing();
    }

    [Fact]
    public async Task After_too_many_wrong_passwords()
    {
        using var checker = new MarkupChecker();
        var guess = new { email = $"nobody@{A.Domain}", password = "a wrong password" };
        await Eventually.Holds(async () => (await site.Send("POST", "/tokens", guess)).Status == 429, "no more guesses");
        foreach (var form in _forms)
        {
            await using var reader = await browsers.Open(site.Address, form);
            await reader.Visit("/sign-in");
            await reader.Page.FillAsync("#email", guess.email);
            await reader.Page.FillAsync("#password", guess.password);
            var reply = await reader.Page.RunAndWaitForResponseAsync(() => reader.Send(".form .button"), static response => response.Request.Method == "POST");
            Assert.Equal(429, reply.Status);
            await reader.Page.Locator(".refusal").WaitForAsync();
            await checker.Add($"429 /sign-in {form}", await reply.TextAsync());
            await reader.FindsNothingWrong();
        }

        await checker.FindsNothing();
    }

    [Fact]
    public async Task While_the_database_is_away()
    {
        using var checker = new MarkupChecker();
        foreach (var language in new[] { "fr", "en" })
        {
            (await site.Page("/skills", ("Accept-Language", language == "en" ? "en-GB" : "fr-FR"))).Expect(200);
        }

        await site.Server.Stop();
        await Eventually.Holds(async () => (await Write()) == 503, "acts are not accepted");
        foreach (var form in _forms)
        {
            await using var reader = await browsers.Open(site.Address, form);
            reader.ExpectsOutage = true;
            foreach (var (path, status, mark) in new[] { ("/skills", 200, ".read-only"), ("/members?name=nobody-looked-before", 503, ".read-only"), ("/questions/999999", 503, ".lost .status") })
            {
                var reply = await reader.Page.GotoAsync(path);
                Assert.Equal((path, status), (path, reply?.Status));
                Assert.Equal(1, await reader.Page.Locator(mark).CountAsync());
                await checker.Add($"{status} {path} {form}", await reply!.TextAsync());
                await reader.FindsNothingWrong();
            }
        }

        await site.Server.Start();
        await Eventually.Holds(async () => (await Write()) == 200, "acts are accepted again");
        await checker.FindsNothing();
    }

    private async Task<int> Write()
    {
        using var http = new HttpClient();
        using var reply = await http.GetAsync(new Uri(site.Operations, "/health/write"), TestContext.Current.CancellationToken);
        return (int)reply.StatusCode;
    }
}
