using System.Collections.Immutable;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Activity;

/// <summary>Where targets and streams are is stored with every fact: these lines never change.</summary>
public sealed class ActivityRoutingTests
{
    [Theory]
    [InlineData("member/m:1", 6)]
    [InlineData("member/m:2", 3)]
    [InlineData("member/m:87", 2)]
    [InlineData("member/m:123456", 4)]
    [InlineData("lists/l:0", 7)]
    [InlineData("lists/l:1", 4)]
    [InlineData("lists/l:2", 5)]
    [InlineData("lists/l:3", 2)]
    [InlineData("mail/o:0", 6)]
    [InlineData("feed/f:0", 2)]
    [InlineData("feed/f:1", 5)]
    [InlineData("feed/f:2", 4)]
    [InlineData("feed/f:3", 7)]
    [InlineData("inbox/b:0", 0)]
    [InlineData("inbox/b:1", 3)]
    [InlineData("inbox/b:2", 6)]
    [InlineData("inbox/b:3", 1)]
    [InlineData("webhook/h:0", 3)]
    [InlineData("audit/a:0", 6)]
    public void A_target_is_in_its_partition_for_ever(string target, int partition) =>
        Assert.Equal(partition, ActivityRouting.PartitionOf(target));

    [Theory]
    [InlineData("q:1234", "lists/l:2")]
    [InlineData("q:1235", "lists/l:1")]
    [InlineData("m:87", "lists/l:3")]
    [InlineData("s:gestion-de-projet", "lists/l:2")]
    [InlineData("s:c#", "lists/l:2")]
    public void A_stream_is_in_its_list_for_ever(string stream, string shard) =>
        Assert.Equal(shard, ActivityRouting.ListShardOf(stream));

    [Theory]
    [InlineData("q:1234", "feed/f:2", "inbox/b:2")]
    [InlineData("s:c#", "feed/f:2", "inbox/b:2")]
    [InlineData("m:87", "feed/f:3", "inbox/b:3")]
    public void What_is_followed_is_in_its_feed_and_inbox_for_ever(string source, string feed, string inbox) =>
        Assert.Equal((feed, inbox), (ActivityRouting.FeedShardOf(source), ActivityRouting.InboxShardOf(source)));

    [Fact]
    public void A_choice_goes_where_its_source_is_and_mutes_and_blocks_never_to_feeds()
    {
        var (question, skill, member) = (Source.Of(new QuestionId(1234)), Source.Of(SkillSlug.Parse("c#")), Source.Of(new MemberId(87)));
        Assert.Equal(["feed/f:2", "inbox/b:2"], Targets(new SourceFollowed(question)));
        Assert.Equal(["feed/f:2", "inbox/b:2"], Targets(new SourceUnfollowed(question)));
        Assert.Equal(["feed/f:2"], Targets(new SourceFollowed(skill)));
        Assert.Equal(["feed/f:3"], Targets(new SourceUnfollowed(member)));
        Assert.Equal(["inbox/b:2"], Targets(new SourceMuted(question)));
        Assert.Equal(["inbox/b:2"], Targets(new SourceUnmuted(question)));
        Assert.Empty(Targets(new SourceMuted(skill)));
        Assert.Empty(Targets(new SourceUnmuted(skill)));
        Assert.Equal(["inbox/b:0", "inbox/b:1", "inbox/b:2", "inbox/b:3"], Targets(new MemberBlocked(member)));
        Assert.Equal(["inbox/b:0", "inbox/b:1", "inbox/b:2", "inbox/b:3"], Targets(new MemberUnblocked(member)));
    }

    [Fact]
    public void A_vote_goes_to_no_feed_and_no_inbox() => Assert.Equal(
        ["member/m:87", "lists/l:2"],
        ActivityRouting.TargetsOf("q:1234", new PostVoted(PostRef.Question, new MemberId(87), new MemberId(88), 1, 0, 0, [])));

    [Fact]
    public void There_are_eight_partitions_and_four_lists_for_ever() =>
        Assert.Equal((8, 4), (ActivityRouting.Partitions, ActivityRouting.ListShards));

    [Fact]
    public void There_are_four_feeds_and_inboxes_for_ever() => Assert.Equal(4, ActivityRouting.FollowerShards);

    private static ImmutableArray<string> Targets(Fact fact) => ActivityRouting.TargetsOf("f:5", fact);
}
