using System.Text;
using Skiller.Contracts.Members;
using Skiller.Web.Live;
using Xunit;

namespace Skiller.Tests.Unit.Live;

/// <summary>What a client is told on joining and afterwards has neither gap nor overlap.</summary>
public sealed class LiveLaneTests
{
    private readonly LiveLane _lane = new(mostKept: 3);

    public LiveLaneTests() => _lane.Begin(10);

    [Fact]
    public void Who_comes_back_is_given_what_was_missed_and_then_what_comes()
    {
        Publish(11, 12);
        using var client = new LiveConnection(["questions"], null);
        var (position, missed) = _lane.Join(client, 11);
        Publish(13);
        Assert.Equal(12, position);
        Assert.Equal([12L], missed!.Select(static item => item.Position));
        Assert.Equal(["13"], Taken(client));
    }

    [Fact]
    public void What_is_no_longer_kept_is_to_be_read_elsewhere()
    {
        Publish(11, 12, 13, 14, 15);
        using var late = new LiveConnection(["questions"], null);
        Assert.Null(_lane.Join(late, 11).Missed);
        using var sooner = new LiveConnection(["questions"], null);
        Assert.Equal([13L, 14, 15], _lane.Join(sooner, 12).Missed!.Select(static item => item.Position));
    }

    [Fact]
    public void An_event_of_several_topics_comes_once()
    {
        using var client = new LiveConnection(["questions", "skill:sql"], null);
        _lane.Join(client, null);
        Assert.True(_lane.Publish(11, [Item(11, "skill:sql", "questions")], _lane.Audience));
        Assert.Equal(["11"], Taken(client));
    }

    [Fact]
    public void Nothing_is_published_that_was_made_before_a_member_came()
    {
        var before = _lane.Audience;
        using var member = new LiveConnection(["questions"], new MemberId(7));
        _lane.Join(member, null);
        Assert.False(_lane.Publish(11, [Item(11, "questions")], before));
        Assert.Empty(Taken(member));
        Assert.Equal(10, _lane.Position);

        Assert.Equal([new MemberId(7)], _lane.Audience.Members);
        Assert.True(_lane.Publish(11, [Item(11, "member:7"), Item(11, "questions")], _lane.Audience));
        Assert.Single(Taken(member));
    }

    [Fact]
    public void What_a_member_missed_is_never_taken_from_memory()
    {
        Publish(11);
        using var member = new LiveConnection([], new MemberId(7));
        Assert.Null(_lane.Join(member, 10).Missed);
    }

    [Fact]
    public void A_member_who_has_gone_with_all_streams_is_no_longer_told()
    {
        using var one = new LiveConnection([], new MemberId(7));
        using var two = new LiveConnection([], new MemberId(7));
        _lane.Join(one, null);
        _lane.Join(two, null);
        _lane.Leave(one);
        Assert.Single(_lane.Audience.Members);
        _lane.Leave(two);
        Assert.Empty(_lane.Audience.Members);
    }

    [Fact]
    public void A_client_that_does_not_read_is_let_go()
    {
        using var client = new LiveConnection(["questions"], null);
        _lane.Join(client, null);
        for (var position = 11; !client.Over.IsCancellationRequested && position < 10_000; position++)
        {
            Publish(position);
            Assert.True(client.Waiting.Count <= 256);
        }

        Assert.True(client.Over.IsCancellationRequested);
    }

    private void Publish(params long[] positions)
    {
        foreach (var position in positions)
        {
            Assert.True(_lane.Publish(position, [Item(position, "questions")], _lane.Audience));
        }
    }

    private static LiveItem Item(long position, params string[] topics) => new(position, topics, Encoding.UTF8.GetBytes($"{position}"));

    private static List<string> Taken(LiveConnection client)
    {
        var taken = new List<string>();
        while (client.Waiting.TryRead(out var frame))
        {
            taken.Add(Encoding.UTF8.GetString(frame.Span));
        }

        return taken;
    }
}
