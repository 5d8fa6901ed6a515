using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Acts of a load: of one member in their order, and known to the journal before anybody can have done them.</summary>
public sealed class LoadSenderTests
{
    [Fact]
    public async Task An_act_is_in_the_journal_while_nobody_has_answered_and_the_next_one_of_the_member_waits()
    {
        var (asked, gate) = (0, new TaskCompletionSource());
        await using var target = await ScriptedTarget.Start(
            async context =>
            {
                if (context.Request.Path == "/api/v1/tokens")
                {
                    await ScriptedTarget.Say(context, 201, "{\"token\":\"t\"}");
                    return;
                }

                Interlocked.Increment(ref asked);
                await gate.Task;
                await ScriptedTarget.Say(context, 200, "{\"score\":1,\"myVote\":1}");
            },
            TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var site = await GrownFolder.Write(temporary.Path, new Scenario { Seed = 2, To = 60, Days = 30, QuestionsPerMemberDay = 0.03, Participation = 4, Reads = 0 });
        var folder = new RunFolder(temporary.Path);
        using var api = new TargetApi(target.Address);
        using var pages = new PageClient(target.Address, 4, TargetProtocol.Http11);
        var (sessions, scenario) = (new Sessions(api, "password"), site.Facts.Scenario);
        var acts = new ActSender(
            api, new ActRequests(scenario, site.People, "password", null), sessions, new DraftKeeper(target.Address, "password", scenario.Tag), scenario.Tag, TimeProvider.System);
        await using var journal = JournalWriter.Open(folder.LoadJournal(1, 0));
        var sender = new LoadSender(pages, sessions, acts, journal);
        var running = Task.WhenAll(Vote(1), Vote(2));
        while (!folder.Lines().Any(static line => line.Name == "l1v1") || Volatile.Read(ref asked) == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Outcome.Unknown, folder.Lines().Single(static line => line.Name == "l1v1").Outcome);
        Assert.Equal((1, 0), (asked, folder.Lines().Count(static line => line.Name == "l1v2")));
        gate.SetResult();
        var done = await running;
        Assert.All(done, static act => Assert.False(act.IsError));
        Assert.True(done[1].Sent >= done[0].Ended);
        Assert.Equal(2, folder.Lines().Count(static line => line.Name.StartsWith("l1v", StringComparison.Ordinal) && line.IsAcknowledged));

        Task<Acted> Vote(int number) => sender.Act(
            new Arrival.Write(0, "vote", site.Members[1], new Act.Vote($"l1v{number}", TimeSpan.Zero, site.Members[1].Index, site.Questions[0].Name, number == 1 ? 1 : 0), site.Questions[0].Place),
            () => TimeProvider.System.GetElapsedTime(0));
    }
}
