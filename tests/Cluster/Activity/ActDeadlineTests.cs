using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Skiller.Tests.Given;
using Xunit;
using static Skiller.Tests.Cluster.Activity.QuestionSilo;

namespace Skiller.Tests.Cluster.Activity;

/// <summary>F11: what its front gave up is not carried out after what the same member did later.</summary>
public sealed class ActDeadlineTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(10);
    private readonly TemporaryFolder _folder = new();
    private QuestionSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await (await Start(_folder)).Answered();

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task F11_What_comes_too_late_changes_nothing_and_says_so()
    {
        _silo.Clock.Set(_now, TimeSpan.Zero);
        ActDeadline.Set(_now, -_long);
        await Assert.ThrowsAsync<UnavailableException>(() => _silo.Vote(100));
        Assert.Equal(0, await _silo.Score());

        ActDeadline.Set(_now, _long);
        Assert.Equal(1, (await Value(_silo.Vote(100))).Score);
    }

    [Fact]
    public async Task F11_What_lost_a_race_to_a_later_act_and_is_decided_again_too_late_leaves_the_later_one()
    {
        _silo.Clock.Set(_now, TimeSpan.Zero);
        var gate = Gate.Before(_silo.Log);
        ActDeadline.Set(_now, _long);
        var givenUp = _silo.Vote(100, value: -1);
        await gate.Entered;

        // By a silo that heard the member when this one was not heard.
        var later = new TimedFact(new PostVoted(Answer, Answerer, new MemberId(100), 1, 0, 0, []), _now, new MemberId(100));
        await _silo.Log.Append(new AppendRequest([new StreamAppend("q:1234", 2, [FactCodec.Encode("q:1234", later)])], []), default);
        _silo.Clock.Set(_now + (2 * _long), TimeSpan.Zero);
        gate.Open();

        await Assert.ThrowsAsync<UnavailableException>(() => givenUp);
        Assert.Equal(1, await _silo.Score());
        Assert.Equal(3, (await _silo.Recorded()).Length);
    }

    [Fact]
    public async Task What_has_a_command_id_is_carried_out_however_late_and_once()
    {
        _silo.Clock.Set(_now, TimeSpan.Zero);
        ActDeadline.Set(_now, -_long);
        var first = await Value(_silo.Post(12, Key(1)));
        Assert.Equal(first, await Value(_silo.Post(13, Key(1))));
        Assert.Equal(3, (await _silo.Recorded()).Length);
    }

    [Fact]
    public async Task Before_the_database_has_said_the_time_nothing_is_too_late()
    {
        ActDeadline.Set(_now, -_long);
        Assert.Equal(1, (await Value(_silo.Vote(100))).Score);
    }
}
