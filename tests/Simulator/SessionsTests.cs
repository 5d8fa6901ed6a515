using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A session that the target ended is opened anew by whoever meets it first.</summary>
public sealed class SessionsTests
{
    private readonly ConcurrentQueue<string> _asked = new();
    private int _opened;
    private int _alive = 2;

    [Fact]
    public async Task A_reader_of_pages_whose_session_ended_signs_in_again()
    {
        await using var target = await ScriptedTarget.Start(Answer, TestContext.Current.CancellationToken);
        using var api = new TargetApi(target.Address);
        var reply = await new PageLoader(api, new Sessions(api, "password")).Load(PageKind.Front, null, new Planner(new Scenario { To = 2, Days = 1 }).People[1]);
        Assert.Equal(200, reply.Status);
        Assert.Equal(["/api/v1/feed t1", "/api/v1/feed t2"], _asked);
    }

    [Fact]
    public async Task An_audit_whose_session_ended_signs_in_again_and_finds_nothing_wrong()
    {
        await using var target = await ScriptedTarget.Start(Answer, TestContext.Current.CancellationToken);
        using var api = new TargetApi(target.Address);
        var book = new FindingBook();
        var reader = new AuditReader(api, new Sessions(api, "password"), new SecretWatch(new Dictionary<string, string>(), "password"), book);
        Assert.NotNull(await reader.Read("questions/1", "ada", TestContext.Current.CancellationToken));
        Assert.NotNull(await reader.Read("questions/1", "ada", TestContext.Current.CancellationToken));
        Assert.Equal(["/api/v1/questions/1 t1", "/api/v1/questions/1 t2", "/api/v1/questions/1 t2"], _asked);
        Assert.Empty(book.Result(0, 0).Findings);
    }

    [Fact]
    public async Task A_target_that_takes_no_session_is_asked_twice_and_no_more()
    {
        _alive = int.MaxValue;
        await using var target = await ScriptedTarget.Start(Answer, TestContext.Current.CancellationToken);
        using var api = new TargetApi(target.Address);
        var reply = await new Sessions(api, "password").Send("a@b.example", token => api.Get("feed", token, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Equal(401, reply.Status);
        Assert.Equal(["/api/v1/feed t1", "/api/v1/feed t2"], _asked);
    }

    [Fact]
    public async Task Signing_in_has_no_patience_of_its_own()
    {
        await using var target = await ScriptedTarget.Start(
            context =>
            {
                _opened++;
                return ScriptedTarget.Say(context, 503, "{\"code\":\"unavailable\"}");
            },
            TestContext.Current.CancellationToken);
        using var api = new TargetApi(target.Address);
        var reply = await new Sessions(api, "password").Send("a@b.example", static _ => throw new InvalidOperationException("There is no session."), TestContext.Current.CancellationToken);
        Assert.Equal((503, 1), (reply.Status, _opened));
    }

    private Task Answer(HttpContext context)
    {
        if (context.Request.Path == "/api/v1/tokens")
        {
            return ScriptedTarget.Say(context, 201, $"{{\"token\":\"t{++_opened}\"}}");
        }

        var token = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        _asked.Enqueue($"{context.Request.Path} {token}");
        return token == $"t{_alive}" ? ScriptedTarget.Say(context, 200, "{}") : ScriptedTarget.Say(context, 401, "{\"code\":\"unauthorized\"}");
    }
}
