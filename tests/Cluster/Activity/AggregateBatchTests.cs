using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Tests.Given;
using Xunit;
using static Skiller.Tests.Cluster.Activity.QuestionSilo;

namespace Skiller.Tests.Cluster.Activity;

/// <summary>Batches, races and unknown outcomes of one question, in one silo and in two that both have it in memory.</summary>
public sealed class AggregateBatchTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private QuestionSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await (await Start(_folder)).Answered();

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_batch_is_under_way_and_carries_all_that_waited()
    {
        var gate = Gate.Before(_silo.Log);
        var first = _silo.Vote(100);
        await gate.Entered;
        var rest = Enumerable.Range(101, 63).Select(voter => _silo.Vote(voter)).ToArray();
        Assert.Equal(0, await _silo.Score());
        gate.Open();

        Assert.Equal(Enumerable.Range(1, 64), (await Task.WhenAll([first, .. rest])).Select(result => result.Value?.Score ?? 0).Order());
        Assert.Equal(1, _silo.Log.MostAtOnce);
        Assert.Equal([1, 1, 1, 63], _silo.Log.Appends.Select(request => request.Streams[0].Facts.Length));
    }

    [Fact]
    public async Task What_was_decided_on_an_unconfirmed_vote_is_not_answered_before_it_is_confirmed()
    {
        var first = Gate.Before(_silo.Log);
        var before = _silo.Vote(100);
        await first.Entered;
        var vote = _silo.Vote(101);
        var same = _silo.Vote(101);
        var own = _silo.Vote(2);
        Assert.Equal(0, await _silo.Score());
        var second = Gate.Before(_silo.Log);
        first.Open();
        await Value(before);
        await second.Entered;

        Assert.Equal(1, await _silo.Score());
        Assert.Equal((false, false, false), (vote.IsCompleted, same.IsCompleted, own.IsCompleted));
        second.Fail(new UnavailableException("Nothing was appended.", TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAsync<UnavailableException>(() => vote);
        await Assert.ThrowsAsync<UnavailableException>(() => same);
        await Assert.ThrowsAsync<UnavailableException>(() => own);
        Assert.Equal(new VoteReceipt(2, 1), await Value(_silo.Vote(101)));
    }

    [Fact]
    public async Task Who_loses_a_race_decides_again_on_what_the_winner_made()
    {
        await using var other = await Start(_folder);
        Assert.Equal(0, await other.Score());
        await Value(_silo.Question.Edit(new EditPost(As(1), PostRef.Question, 1, null, $"{Body} Edited.", null, null), default));

        // The other one has version 1 in memory, and would take both.
        var late = await other.Question.Edit(new EditPost(As(1), PostRef.Question, 1, null, $"{Body} Too late.", null, null), default);

        Assert.Equal(RefusalCode.Stale, late.Refusal?.Code);
        Assert.Equal(3, (await _silo.Recorded()).Length);
    }

    [Fact]
    public async Task Two_activations_that_vote_at_once_count_every_vote_once()
    {
        await using var other = await Start(_folder);

        var votes = await Task.WhenAll(Enumerable.Range(100, 64).Select(voter => Value((voter % 2 == 0 ? _silo : other).Vote(voter))));

        Assert.Equal(Enumerable.Range(1, 64), votes.Select(receipt => receipt.Score).Order());
        Assert.Equal(Enumerable.Range(1, 66).Select(version => (long)version), (await _silo.Recorded()).Select(activity => activity.Version));
    }

    [Fact]
    public async Task An_unknown_outcome_that_was_an_append_is_answered_as_one()
    {
        _silo.Log.Appending = async (_, append) =>
        {
            _silo.Log.Appending = static (_, next) => next();
            await append();
            throw new OutcomeUnknownException("The connection was lost.");
        };

        Assert.Equal(12, (await Value(_silo.Post(12, Key(1)))).Id);
        Assert.Equal(12, (await Value(_silo.Post(13, Key(1)))).Id);
        Assert.Equal(3, (await _silo.Recorded()).Length);
    }

    [Fact]
    public async Task An_unknown_outcome_that_was_none_is_told_as_unknown_and_can_be_repeated()
    {
        _silo.Log.Appending = (_, _) =>
        {
            _silo.Log.Appending = static (_, next) => next();
            throw new OutcomeUnknownException("The connection was lost.");
        };

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => _silo.Post(12, Key(1)));
        Assert.Equal(13, (await Value(_silo.Post(13, Key(1)))).Id);
        Assert.Equal(3, (await _silo.Recorded()).Length);
    }

    [Fact]
    public async Task An_unknown_outcome_that_cannot_be_looked_up_is_told_as_unknown_and_the_repetition_finds_it()
    {
        _silo.Log.Finding = LogUnderTest.Away;
        _silo.Log.Appending = async (_, append) =>
        {
            _silo.Log.Appending = static (_, next) => next();
            await append();
            throw new OutcomeUnknownException("The connection was lost.");
        };

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => _silo.Post(12, Key(1)));
        _silo.Log.Finding = static () => Task.CompletedTask;
        Assert.Equal(12, (await Value(_silo.Post(13, Key(1)))).Id);
        Assert.Equal(3, (await _silo.Recorded()).Length);
    }

    [Fact]
    public async Task A_command_whose_silo_dies_between_commit_and_answer_is_answered_by_another_as_the_first_time()
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _silo.Log.Appending = async (_, append) =>
        {
            var outcome = await append();
            committed.SetResult();
            await dead.Task;
            return outcome;
        };
        var unanswered = _silo.Post(12, Key(1));
        await committed.Task;

        await using (var other = await Start(_folder))
        {
            Assert.Equal(12, (await Value(other.Post(13, Key(1)))).Id);
            Assert.Equal(3, (await other.Recorded()).Length);
        }

        Assert.False(unanswered.IsCompleted);
        dead.SetResult();
        await Value(unanswered);
    }
}
