using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Plan;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A draft counts as kept when the site says that it is, and not because it answers.</summary>
public sealed class DraftKeeperTests
{
    private const string Form = "<form><input type=\"hidden\" name=\"__form\" value=\"proof\"></form>";

    [Theory]
    [InlineData(true, 200, "<p id=\"draft-state\" class=\"quiet\" lang=\"fr\">", "Acknowledged", null)]
    [InlineData(true, 200, "<p id=\"draft-state\" class=\"error\" lang=\"fr\">", "Unknown", "not-kept")]
    [InlineData(true, 200, "<p class=\"quiet\">", "Unknown", "not-kept")]
    [InlineData(true, 302, "", "Unknown", "not-kept")]
    [InlineData(true, 401, "", "Refused", "not-kept")]
    [InlineData(false, 200, "<p id=\"draft-state\" class=\"quiet\">", "Refused", "no-session")]
    public async Task What_the_site_says_of_it_counts(bool opensSession, int status, string part, string outcome, string? code)
    {
        var asked = new ConcurrentQueue<string>();
        await using var target = await ScriptedTarget.Start(
            context =>
            {
                var request = $"{context.Request.Method} {context.Request.Path}";
                asked.Enqueue(request);
                return request switch
                {
                    "GET /sign-in" or "GET /questions/7/a-title" => context.Response.WriteAsync(Form),
                    "GET /questions/7" => Lead(context, 301, "/questions/7/a-title"),
                    "POST /sign-in" when opensSession => Enter(context),
                    "POST /sign-in" => Lead(context, 401, null),
                    "POST /writing" when status == 200 => context.Response.WriteAsync(part),
                    "POST /writing" => Lead(context, status, status == 302 ? "/sign-in" : null),
                    _ => Lead(context, 404, null),
                };
            },
            TestContext.Current.CancellationToken);
        var scenario = new Scenario { To = 2, Days = 1 };
        var line = await new DraftKeeper(target.Address, "password", scenario.Tag).Keep(
            new Act.Draft("q1d", TimeSpan.Zero, 1, "q1"), new Planner(scenario).People[1], new Known("7", "7", null), TestContext.Current.CancellationToken);
        Assert.Equal((outcome, code), (line.Outcome.ToString(), line.Code));
        string[] entering = ["GET /sign-in", "POST /sign-in"];
        Assert.Equal(opensSession ? [.. entering, "GET /questions/7", "GET /questions/7/a-title", "POST /writing"] : entering, asked);
    }

    private static Task Enter(HttpContext context)
    {
        context.Response.Cookies.Append("session", "t");
        return Lead(context, 302, "/");
    }

    private static Task Lead(HttpContext context, int status, string? to)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }
}
