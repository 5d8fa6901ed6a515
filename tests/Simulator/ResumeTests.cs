using Skiller.Simulator.Commands;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Where a run that was stopped goes on.</summary>
public sealed class ResumeTests
{
    private static readonly Scenario _scenario = new() { Seed = 9, To = 20, Days = 10, QuestionsPerMemberDay = 0.2, Participation = 4, Reads = 0 };
    private static readonly List<Act> _acts = [.. new Planner(_scenario).Acts().Where(static act => act.IsWrite)];

    [Fact]
    public void It_goes_on_at_the_first_act_that_is_not_in_the_journal()
    {
        var (middle, before) = (_acts.Count / 2, Journal(_acts.Count / 2));
        Assert.Equal(_acts[middle].At, RunningGrowth.FirstOpen(_scenario, before));

        // What could not be sent is not open: what it needs was refused.
        before[_acts[3].Name] = before[_acts[3].Name] with { Outcome = Outcome.Skipped };
        Assert.Equal(_acts[middle].At, RunningGrowth.FirstOpen(_scenario, before));
        before[_acts[5].Name] = before[_acts[5].Name] with { Outcome = Outcome.Unknown };
        Assert.Equal(_acts[5].At, RunningGrowth.FirstOpen(_scenario, before));
        Assert.Equal(_scenario.Length, RunningGrowth.FirstOpen(_scenario, Journal(_acts.Count)));
    }

    [Fact]
    public async Task What_could_not_be_sent_before_is_not_tried_again_and_what_is_open_is()
    {
        using var temporary = new TemporaryFolder();
        var (folder, before) = (new RunFolder(temporary.Path), Journal(_acts.Count - 1));
        before[_acts[3].Name] = before[_acts[3].Name] with { Outcome = Outcome.Skipped };
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            await Run(journal, before, static (run, ct) => run.Run(ct));
        }

        Assert.Equal([_acts[^1].Name], folder.Lines().Select(static line => line.Name));
    }

    [Fact]
    public async Task When_the_journal_cannot_be_written_nothing_more_is_begun()
    {
        using var temporary = new TemporaryFolder();
        await using var journal = new JournalWriter(new FailingFile(Path.Combine(temporary.Path, "journal.jsonl"), static _ => true));
        await Run(journal, [], static async (run, ct) =>
        {
            await Assert.ThrowsAsync<IOException>(() => run.Run(ct));
            Assert.True(run.Tally.Reached < _acts[^1].At);
        });
    }

    private static async Task Run(JournalWriter journal, Dictionary<string, JournalLine> before, Func<GrowRun, CancellationToken, Task> act)
    {
        await using var target = await ScriptedTarget.Start(static context => ScriptedTarget.Say(context, 404, "{\"code\":\"not-found\"}"), TestContext.Current.CancellationToken);
        using var api = new TargetApi(target.Address);
        var (planner, sessions) = (new Planner(_scenario), new Sessions(api, "password"));
        var from = before.Count == 0 ? TimeSpan.Zero : RunningGrowth.FirstOpen(_scenario, before);
        var sender = new ActSender(
            api, new ActRequests(_scenario, planner.People, "password", "code"), sessions, new DraftKeeper(target.Address, "password", _scenario.Tag), _scenario.Tag, TimeProvider.System);
        using var run = new GrowRun(
            planner, sender, new PageLoader(api, sessions), journal, new Meter(), new Pace(TimeProvider.System, 1, from), before, new RunTally { ResumedFrom = from });
        await act(run, TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, JournalLine> Journal(int done) =>
        _acts.Take(done).ToDictionary(static act => act.Name, static act => new JournalLine(act.Name, act.Kind, $"{act.Actor}", Outcome.Refused), StringComparer.Ordinal);
}
