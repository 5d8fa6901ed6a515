using System.Globalization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What is noted of an act whose first answer did not say what came of it.</summary>
public sealed class ActSenderTests
{
    [Theory]
    [InlineData(false, "403", "Refused")]
    [InlineData(false, "503 403", "Refused")]
    [InlineData(false, "500 403", "Unknown")]
    [InlineData(false, "500 200", "Acknowledged")]
    [InlineData(true, "500 403", "Refused")]
    [InlineData(true, "500 401 401", "Unknown")]
    [InlineData(true, "401 403", "Refused")]
    public async Task What_may_be_done_is_refused_only_when_the_target_can_know(bool isKeyed, string statuses, string outcome)
    {
        var left = new Queue<int>(statuses.Split(' ').Select(static status => int.Parse(status, CultureInfo.InvariantCulture)));
        await using var target = await ScriptedTarget.Start(
            context =>
            {
                if (context.Request.Path == "/api/v1/tokens")
                {
                    return ScriptedTarget.Say(context, 201, "{\"token\":\"t\"}");
                }

                var status = left.Dequeue();
                return ScriptedTarget.Say(context, status, status == 503 ? "{\"code\":\"unavailable\"}" : "{\"code\":\"other\"}");
            },
            TestContext.Current.CancellationToken);
        using var api = new TargetApi(target.Address);
        var scenario = new Scenario { To = 2, Days = 1 };
        var people = new Planner(scenario).People;
        var sender = new ActSender(
            api, new ActRequests(scenario, people, "password", "code"), new Sessions(api, "password"), new DraftKeeper(target.Address, "password", scenario.Tag), scenario.Tag, TimeProvider.System);
        Act act = isKeyed ? new Act.Comment("q1c1", TimeSpan.Zero, 1, "q1", "fr") : new Act.Vote("q1v1", TimeSpan.Zero, 1, "q1", 1);
        var (line, _) = await sender.Send(act, people[1], new Known("7", "7", null), perhapsDone: false, TestContext.Current.CancellationToken);
        Assert.Equal(outcome, line.Outcome.ToString());
        Assert.Empty(left);
    }
}
