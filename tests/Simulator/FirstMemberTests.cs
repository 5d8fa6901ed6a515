using Skiller.Simulator.Commands;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A growth whose first member is not let in ends there: nobody else could join, and a year of nothing would pass for a run.</summary>
public sealed class FirstMemberTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404, "invitation-unknown")]
    [InlineData(409, "invitation-used")]
    [InlineData(410, "invitation-expired")]
    public async Task An_invitation_that_lets_nobody_in_ends_the_run(int status, string code)
    {
        using var temporary = new TemporaryFolder();
        await using var target = await ScriptedTarget.Start(context => ScriptedTarget.Say(context, status, $"{{\"code\":\"{code}\"}}"), Ct);
        var folder = new RunFolder(temporary.Path);

        // It would take half an hour, and the faults longer.
        var scenario = new Scenario { To = 2, Days = 30, SecondsPerDay = 60, Reads = 0, Listeners = 0, Faults = [new PlannedFault("29d", "kill silo 2")] };
        var facts = new RunFacts(scenario, target.Address, "password", DateTimeOffset.UnixEpoch, StartedEmpty: true, "code");
        folder.Begin(facts);
        using var api = new TargetApi(target.Address);
        var wrong = await Assert.ThrowsAsync<UsageException>(
            () => RunningGrowth.Of(facts, folder, api, new RunningOptions { Cluster = ClusterScript.At(ScriptFile.Write(temporary.Path, "exit 0")) }, TimeProvider.System, Ct));
        Assert.Contains($"({code})", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("--invitation", wrong.Message, StringComparison.Ordinal);
    }
}
