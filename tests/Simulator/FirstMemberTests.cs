using Skiller.Simulator.Journal;
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
        var script = ScriptFile.Write(temporary.Path, "exit 0");
        var wrong = await Assert.ThrowsAsync<UsageException>(() => ScriptedGrowth.Run(target.Address, folder, script, "29d", Ct));
        Assert.Contains($"({code})", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("--invitation", wrong.Message, StringComparison.Ordinal);
    }
}
