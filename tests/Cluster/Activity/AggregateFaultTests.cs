using Orleans.Core.Internal;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Skiller.Tests.Given;
using Xunit;
using static Skiller.Tests.Cluster.Activity.QuestionSilo;

namespace Skiller.Tests.Cluster.Activity;

/// <summary>Whatever fails, whoever waits is answered once, and with what is true of their own command.</summary>
public sealed class AggregateFaultTests : IAsyncLifetime
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
    public async Task Nothing_was_done_when_a_race_was_lost_and_the_stream_cannot_be_read()
    {
        var rival = new TimedFact(new PostVoted(Answer, Answerer, new MemberId(99), 1, 0, 0, []), DateTimeOffset.UnixEpoch, new MemberId(99));
        _silo.Log.Appending = async (request, append) =>
        {
            _silo.Log.Appending = static (_, next) => next();
            await _silo.Log.Append(new AppendRequest([new StreamAppend("q:1234", 2, [FactCodec.Encode("q:1234", rival)])], []), default);
            return await append();
        };
        _silo.Log.Reading = LogUnderTest.Away;

        await Assert.ThrowsAsync<UnavailableException>(() => _silo.Vote(100));
        await Assert.ThrowsAsync<UnavailableException>(() => _silo.Vote(101));
        Assert.Equal(3, (await _silo.Recorded()).Length);
        Assert.Equal(0, await _silo.Score());

        _silo.Log.Reading = static () => Task.CompletedTask;
        Assert.Equal(2, (await Value(_silo.Vote(100))).Score);
    }

    [Fact]
    public async Task A_command_that_the_log_cannot_hold_takes_no_neighbour_with_it()
    {
        var gate = Gate.Before(_silo.Log);
        var first = _silo.Vote(100);
        await gate.Entered;
        Task<Result<VoteReceipt>>[] good = [_silo.Vote(101), _silo.Vote(102)];
        var bad = _silo.Post(12, null, $"{Body} and worse");
        good = [.. good, _silo.Vote(103)];
        await Waiting();
        _silo.Log.Appending = static (request, append) =>
            request.Streams.SelectMany(stream => stream.Facts).Any(fact => fact.Kind == "answer-posted")
                ? throw new InvalidOperationException("The log cannot hold this append.")
                : append();
        gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal([1, 2, 3, 4], (await Task.WhenAll([first, .. good])).Select(result => result.Value?.Score ?? 0).Order());
        Assert.Equal(6, (await _silo.Recorded()).Length);
        Assert.Equal(5, (await Value(_silo.Vote(104))).Score);
    }

    [Fact]
    public async Task A_decision_that_fails_is_the_fault_of_its_command_alone()
    {
        var gate = Gate.Before(_silo.Log);
        var first = _silo.Vote(100);
        await gate.Entered;
        var before = _silo.Vote(101);
        var bad = _silo.Question.Vote(new CastVote(null!, Answer, 1), default);
        var after = _silo.Vote(102);
        await Waiting();
        gate.Open();

        await Assert.ThrowsAsync<NullReferenceException>(() => bad);
        Assert.Equal([1, 2, 3], (await Task.WhenAll(first, before, after)).Select(result => result.Value?.Score ?? 0).Order());
    }

    [Fact]
    public async Task A_fault_of_the_look_up_is_that_of_those_who_were_looked_for()
    {
        _silo.Log.Finding = static () => throw new InvalidOperationException("A damaged row.");
        var gate = Gate.Before(_silo.Log);
        var first = _silo.Vote(100);
        await gate.Entered;
        var refused = _silo.Question.Answer(new PostAnswer(As(3), new AnswerId(12), "short", Key(1)), default);
        var good = _silo.Vote(101);
        await Waiting();
        gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => refused);
        Assert.Equal([1, 2], (await Task.WhenAll(first, good)).Select(result => result.Value?.Score ?? 0).Order());
    }

    [Fact]
    public async Task Refused_commands_with_keys_are_looked_up_all_at_once()
    {
        var gate = Gate.Before(_silo.Log);
        var first = _silo.Vote(100);
        await gate.Entered;
        var refused = Enumerable.Range(1, 20)
            .Select(i => _silo.Question.Answer(new PostAnswer(As(3), new AnswerId(12), "short", Key(i)), default)).ToArray();
        await Waiting();
        gate.Open();

        Assert.All(await Task.WhenAll(refused), result => Assert.Equal(RefusalCode.Invalid, result.Refusal?.Code));
        Assert.Equal(1, (await Value(first)).Score);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => Key(i).Key), Assert.Single(_silo.Log.LookUps).Order(StringComparer.Ordinal));
    }

    /// <summary>Guarantee 7: reading never waits for the log.</summary>
    [Fact]
    public async Task After_an_unknown_outcome_the_page_is_shown_while_the_log_is_away_and_everything_goes_on_when_it_is_back()
    {
        await Value(_silo.Vote(100));
        _silo.Log.Reading = LogUnderTest.Away;
        _silo.Log.Appending = async (_, append) =>
        {
            await append();
            throw new OutcomeUnknownException("The connection was lost.");
        };

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => _silo.Vote(101));
        Assert.Equal(1, await _silo.Score());
        _silo.Log.Appending = static (_, append) => append();
        await Assert.ThrowsAsync<UnavailableException>(() => _silo.Vote(102));
        Assert.Equal(1, await _silo.Score());
        Assert.Equal(4, (await _silo.Recorded()).Length);

        // Nobody commands anything: the vote that was made after all is seen by itself.
        _silo.Log.Reading = static () => Task.CompletedTask;
        while (await _silo.Score() != 2)
        {
            await Task.Yield();
        }

        Assert.Equal(3, (await Value(_silo.Vote(102))).Score);
        Assert.Equal([1L, 2, 3, 4, 5], (await _silo.Recorded()).Select(activity => activity.Version));
    }

    [Fact]
    public async Task What_is_still_under_way_when_a_grain_leaves_memory_is_seen_by_its_next_activation()
    {
        var gate = Gate.Before(_silo.Log);
        using var patience = new CancellationTokenSource();
        var givenUp = _silo.Question.Vote(new CastVote(As(100), Answer, 1), patience.Token);
        await gate.Entered;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);

        var next = ScoreAfterwards();
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        gate.Open();
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task What_another_activation_has_decided_is_seen_by_one_that_is_only_read()
    {
        var rival = new TimedFact(new PostVoted(Answer, Answerer, new MemberId(99), 1, 0, 0, []), DateTimeOffset.UnixEpoch, new MemberId(99));
        await _silo.Log.Append(new AppendRequest([new StreamAppend("q:1234", 2, [FactCodec.Encode("q:1234", rival)])], []), default);
        Assert.Equal(0, await _silo.Score());

        Assert.Equal(1, await _silo.Sweep());
        while (await _silo.Score() != 1)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await _silo.Sweep());
        Assert.Equal(2, (await Value(_silo.Vote(100))).Score);
    }

    private async Task<int> ScoreAfterwards()
    {
        await _silo.Question.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        return await _silo.Score();
    }

    // What was sent before is in the grain's queue when this is answered: a silo takes a caller's messages in their order.
    private Task<int> Waiting() => _silo.Score();
}
