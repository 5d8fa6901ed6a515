using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>As many page loads are sent as everybody keeps up with; acts are all sent, whatever happens.</summary>
public sealed class ReadShareTests
{
    private static readonly ReadSigns _well = new(0, 0, 100, 0, 20, 0.3);

    [Fact]
    public void It_is_all_while_everybody_keeps_up() => Assert.Equal(1, ReadShare.Next(1, _well));

    [Fact]
    public void It_falls_at_once_and_rises_slowly_and_never_to_nothing()
    {
        var share = 1.0;
        for (var second = 0; second < 60; second++)
        {
            var next = ReadShare.Next(share, _well with { TurnedAway = 1 });
            Assert.True(next < share || next == ReadShare.Least);
            share = next;
        }

        Assert.Equal(ReadShare.Least, share);
        Assert.InRange(ReadShare.Next(share, _well), share * 1.01, share * 1.1);
    }

    [Theory]
    [InlineData(0.2, 0, 100, 0, 20, 0.3)]
    [InlineData(0, 1, 100, 0, 20, 0.3)]
    [InlineData(0, 0, 100, 11, 20, 0.3)]
    [InlineData(0, 0, 100, 0, 300, 0.3)]
    [InlineData(0, 0, 100, 0, 20, 0.9)]
    public void Each_sign_alone_is_enough(double stretched, long turnedAway, long answers, long errors, double p90, double generator) =>
        Assert.True(new ReadSigns(stretched, turnedAway, answers, errors, p90, generator).IsTooMuch);

    [Fact]
    public void A_few_slow_answers_say_nothing() => Assert.False(new ReadSigns(0, 0, 3, 3, 900, 0.3).IsTooMuch);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_target_that_is_slow_with_pages_gets_fewer_of_them_and_every_act(bool isAdapted)
    {
        var scenario = new Scenario { Seed = 4, To = 20, Days = 4, SecondsPerDay = 0.5, QuestionsPerMemberDay = 0.4, Participation = 4, Listeners = 0, Reads = isAdapted ? null : 0.5 };
        await using var target = await ScriptedTarget.Start(
            async context =>
            {
                if (context.Request.Method == "GET")
                {
                    await Task.Delay(600, context.RequestAborted);
                }

                await ScriptedTarget.Say(context, 404, "{\"code\":\"not-found\"}");
            },
            TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        using var api = new TargetApi(target.Address);
        var (planner, sessions, pace, clock) = (new Planner(scenario), new Sessions(api, "password"), new Pace(TimeProvider.System, scenario.SecondsPerDay, TimeSpan.Zero), TimeProvider.System);
        var sender = new ActSender(api, new ActRequests(scenario, planner.People, "password", "code"), sessions, new DraftKeeper(target.Address, "password", scenario.Tag), scenario.Tag, clock);
        await using var watch = new GeneratorWatch(clock);
        var governor = isAdapted ? new ReadGovernor(pace, watch, clock) : null;
        var tally = new RunTally();
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            using var run = new GrowRun(planner, sender, new PageLoader(api, sessions), journal, new Meter(), pace, new Dictionary<string, JournalLine>(), tally, governor);
            using var over = new CancellationTokenSource();
            var looking = governor?.Run(over.Token) ?? Task.CompletedTask;
            await run.Run(TestContext.Current.CancellationToken);
            await over.CancelAsync();
            await looking;
        }

        var planned = new Planner(scenario).Acts().ToList();
        Assert.Equal(planned.Where(static act => act.IsWrite).Select(static act => act.Name).Order(StringComparer.Ordinal), folder.Lines().Select(static line => line.Name).Order(StringComparer.Ordinal));
        Assert.Equal(planned.Count(static act => !act.IsWrite), tally.Loads + tally.LeftOut);
        Assert.Equal(isAdapted, tally.LeftOut > 0);
        var summary = RunSummary.Of(tally, new Meter(), pace, watch, 0, scenario);
        Assert.Equal(isAdapted, summary.ReadsWereAdapted);
        Assert.Equal(isAdapted ? tally.Loads / (double)(tally.Loads + tally.LeftOut) : 0.5, summary.Reads, 6);
    }
}
