using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Acts of a load: of one member in their order, and known to the journal before anybody can have done them.</summary>
public sealed class LoadSenderTests : IAsyncLifetime
{
    private readonly TemporaryFolder _temporary = new();

    // What the journal had when a vote arrived, by its value.
    private readonly ConcurrentDictionary<int, IReadOnlyList<JournalLine>> _arrived = new();
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScriptedTarget _target = null!;
    private KnownSite _site = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RunFolder Folder => new(_temporary.Path);

    public async ValueTask InitializeAsync()
    {
        _site = await GrownFolder.Write(_temporary.Path, new Scenario { Seed = 2, To = 60, Days = 30, QuestionsPerMemberDay = 0.03, Participation = 4, Reads = 0 });
        _target = await ScriptedTarget.Start(Answer, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _answers.TrySetResult();
        await _target.DisposeAsync();
        _temporary.Dispose();
    }

    [Fact]
    public async Task An_act_is_in_the_journal_before_it_arrives_and_the_next_one_of_the_member_waits_until_it_is_answered_and_noted()
    {
        await using var journal = JournalWriter.Open(Folder.LoadJournal(1, 0));
        await using var sending = new Sending(_site, _target.Address, journal);
        var (first, second) = (sending.Vote(1, by: 1), sending.Vote(2, by: 1));

        // Those of somebody else, which were begun later, are answered meanwhile: so would the second be, if it did not wait.
        Assert.False((await sending.Vote(3, by: 2)).IsError);
        Assert.False((await sending.Vote(4, by: 2)).IsError);
        Assert.False(second.IsCompleted);
        Assert.Equal([1, 3, 4], _arrived.Keys.Order());
        Assert.Equal(Outcome.Unknown, Noted(_arrived[1], 1)!.Outcome);
        Assert.Equal(Outcome.Unknown, Noted(_arrived[3], 3)!.Outcome);
        Assert.Null(Noted(Folder.Lines(), 2));

        _answers.SetResult();
        var done = await Task.WhenAll(first, second);
        Assert.All(done, static act => Assert.False(act.IsError));
        Assert.True(done[1].Sent >= done[0].Ended);
        Assert.Equal(Outcome.Acknowledged, Noted(_arrived[2], 1)!.Outcome);
        Assert.Equal(Outcome.Unknown, Noted(_arrived[2], 2)!.Outcome);
        Assert.All((int[])[1, 2, 3, 4], number => Assert.Equal(Outcome.Acknowledged, Noted(Folder.Lines(), number)!.Outcome));
    }

    [Fact]
    public async Task What_cannot_be_noted_is_not_sent()
    {
        _answers.SetResult();
        await using var journal = new JournalWriter(new FailingFile(Folder.LoadJournal(1, 0), static number => number == 1));
        await using var sending = new Sending(_site, _target.Address, journal);
        await Assert.ThrowsAsync<IOException>(() => sending.Vote(1, by: 1));
        Assert.Empty(_arrived);
    }

    [Fact]
    public async Task When_what_came_of_an_act_cannot_be_noted_the_next_one_of_the_member_is_not_sent()
    {
        _answers.SetResult();
        await using var journal = new JournalWriter(new FailingFile(Folder.LoadJournal(1, 0), static number => number == 2));
        await using var sending = new Sending(_site, _target.Address, journal);
        var (first, second) = (sending.Vote(1, by: 1), sending.Vote(2, by: 1));
        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Equal([1], _arrived.Keys);
        Assert.Equal(Outcome.Unknown, Noted(Folder.Lines(), 1)!.Outcome);
    }

    private static JournalLine? Noted(IEnumerable<JournalLine> lines, int number) => lines.SingleOrDefault(line => line.Name == $"l1v{number}");

    // The first vote is answered when the test wants, all others at once.
    private async Task Answer(HttpContext context)
    {
        if (context.Request.Path == "/api/v1/tokens")
        {
            await ScriptedTarget.Say(context, 201, "{\"token\":\"t\"}");
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var value = int.Parse(new string([.. (await reader.ReadToEndAsync(Ct)).Where(char.IsAsciiDigit)]));
        _arrived[value] = Folder.Lines();
        if (value == 1)
        {
            await _answers.Task;
        }

        await ScriptedTarget.Say(context, 200, "{\"score\":1,\"myVote\":1}");
    }

    private sealed class Sending : IAsyncDisposable
    {
        private readonly KnownSite _site;
        private readonly TargetApi _api;
        private readonly PageClient _pages;
        private readonly LoadSender _sender;

        public Sending(KnownSite site, Uri target, JournalWriter journal)
        {
            (_site, _api, _pages) = (site, new TargetApi(target), new PageClient(target, 4, TargetProtocol.Http11));
            var (sessions, scenario) = (new Sessions(_api, "password"), site.Facts.Scenario);
            var acts = new ActSender(
                _api, new ActRequests(scenario, site.People, "password", null), sessions, new DraftKeeper(target, "password", scenario.Tag), scenario.Tag, TimeProvider.System);
            _sender = new LoadSender(_pages, sessions, acts, journal);
        }

        // Its number is its value too, so that it is known when it arrives.
        public Task<Acted> Vote(int number, int by) => _sender.Act(
            new Arrival.Write(0, "vote", _site.Members[by], new Act.Vote($"l1v{number}", TimeSpan.Zero, _site.Members[by].Index, _site.Questions[0].Name, number), _site.Questions[0].Place),
            () => TimeProvider.System.GetElapsedTime(0));

        public ValueTask DisposeAsync()
        {
            _pages.Dispose();
            _api.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
