using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Xunit;

namespace Skiller.Tests.Unit.Following;

/// <summary>Choices that are refused, and bounds.</summary>
public sealed class ChoosingTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _me = new(5);
    private static readonly Source _myself = Source.Of(_me);
    private static readonly Source _question = Source.Of(new QuestionId(12));
    private static readonly Source _skill = Source.Of(SkillSlug.Parse("sql"));
    private static readonly FollowingState _nothing = FollowingState.Initial("f:5");

    [Fact]
    public void Nobody_follows_or_blocks_themself()
    {
        Assert.Equal(RefusalCode.Oneself, FollowingSource.Decide(_nothing, By(_myself), SourceFinding.There, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.Oneself, UnfollowingSource.Decide(_nothing, By(_myself), SourceFinding.There, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.Oneself, BlockingMember.Decide(_nothing, By(_myself), SourceFinding.There, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.Oneself, UnblockingMember.Decide(_nothing, By(_myself), SourceFinding.There, _noon).Refusal?.Code);
    }

    [Fact]
    public void What_is_not_there_is_neither_followed_nor_muted_nor_blocked()
    {
        var other = Source.Of(new MemberId(6));
        Assert.Equal(RefusalCode.NotFound, FollowingSource.Decide(_nothing, By(_skill), SourceFinding.Missing, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, UnfollowingSource.Decide(_nothing, By(_skill), SourceFinding.Missing, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, MutingSource.Decide(_nothing, By(_skill), SourceFinding.Missing, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, UnmutingSource.Decide(_nothing, By(_skill), SourceFinding.Missing, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, BlockingMember.Decide(_nothing, By(other), SourceFinding.Missing, _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, UnblockingMember.Decide(_nothing, By(other), SourceFinding.Missing, _noon).Refusal?.Code);
    }

    [Fact]
    public void What_was_deleted_since_can_be_left_and_let_speak_again()
    {
        var gone = new SourceFinding(RefusalCode.Deleted, null);
        var state = With(new SourceFollowed(_question), new SourceMuted(_question));
        Assert.Equal(new SourceUnfollowed(_question), Assert.Single(UnfollowingSource.Decide(state, By(_question), gone, _noon).Facts).Fact);
        Assert.Equal(new SourceUnmuted(_question), Assert.Single(UnmutingSource.Decide(state, By(_question), gone, _noon).Facts).Fact);
        Assert.Equal(RefusalCode.Deleted, FollowingSource.Decide(_nothing, By(_question), gone, _noon).Refusal?.Code);
    }

    [Fact]
    public void Only_the_member_chooses_and_nobody_who_is_suspended()
    {
        var other = new ChooseSource(new Actor(new MemberId(6), Role.Administrator, null), _skill);
        Assert.Equal(RefusalCode.NotAllowed, FollowingSource.Decide(_nothing, other, SourceFinding.There, _noon).Refusal?.Code);
        var suspended = new ChooseSource(new Actor(_me, Role.Member, _noon.AddDays(1)), _skill);
        Assert.Equal(RefusalCode.Suspended, FollowingSource.Decide(_nothing, suspended, SourceFinding.There, _noon).Refusal?.Code);
    }

    [Fact]
    public void Blocking_whom_one_follows_leaves_them_in_the_same_append()
    {
        var other = Source.Of(new MemberId(6));
        var decision = BlockingMember.Decide(With(new SourceFollowed(other)), By(other), SourceFinding.There, _noon);
        Assert.Equal([new SourceUnfollowed(other), new MemberBlocked(other)], decision.Facts.Select(static fact => fact.Fact));
    }

    [Fact]
    public void So_many_are_followed_muted_and_blocked_and_no_more()
    {
        var full = With([.. Questions(Limits.FollowsPerMember).Select(static source => new SourceFollowed(source))]);
        Assert.Equal(RefusalCode.Full, FollowingSource.Decide(full, By(_skill), SourceFinding.There, _noon).Refusal?.Code);
        Assert.Null(FollowingSource.Decide(full, By(Source.Of(new QuestionId(1))), SourceFinding.There, _noon).Refusal);
        Assert.Null(FollowingSource.Decide(full, By(Source.Of(new QuestionId(5_000))), new SourceFinding(null, _noon), _noon).Refusal);

        var muted = With([.. Questions(Limits.MutesPerMember).Select(static source => new SourceMuted(source))]);
        Assert.Equal(RefusalCode.Full, MutingSource.Decide(muted, By(_skill), SourceFinding.There, _noon).Refusal?.Code);

        var blocked = With([.. Members(Limits.BlocksPerMember).Select(static source => new MemberBlocked(source))]);
        Assert.Equal(RefusalCode.Full, BlockingMember.Decide(blocked, By(Source.Of(new MemberId(9))), SourceFinding.There, _noon).Refusal?.Code);
    }

    [Fact]
    public void Of_the_questions_that_were_left_those_left_last_are_remembered()
    {
        var state = With([.. Questions(FollowingState.LeftMax + 1).Select(static source => new SourceUnfollowed(source))]);
        Assert.Equal(FollowingState.LeftMax, state.Left.Count);
        Assert.DoesNotContain(Source.Of(new QuestionId(1)), state.Left.Keys);
    }

    [Fact]
    public void The_blocked_are_listed_in_pages_the_newest_first()
    {
        var state = With([.. Members(5).Select(static source => new MemberBlocked(source))]);
        var (first, _) = BlockedMembers.Page(state, new PageRequest(null, 3));
        Assert.Equal([104, 103, 102], first!.Items.Select(static blocked => blocked.Member.Value));
        var (second, _) = BlockedMembers.Page(state, new PageRequest(first.Next, 3));
        Assert.Equal([101, 100], second!.Items.Select(static blocked => blocked.Member.Value));
        Assert.Null(second.Next);
        Assert.Equal(RefusalCode.InvalidCursor, BlockedMembers.Page(state, new PageRequest("x", 3)).Refusal?.Code);
    }

    [Theory]
    [InlineData("k:1")]
    [InlineData("q:0")]
    [InlineData("q:1x")]
    [InlineData("s:")]
    [InlineData("")]
    public void What_is_no_question_skill_or_member_is_no_source(string text) => Assert.Throws<FormatException>(() => Source.Parse(text));

    private static IEnumerable<Source> Questions(int count) => Enumerable.Range(1, count).Select(static i => Source.Of(new QuestionId(i)));

    private static IEnumerable<Source> Members(int count) => Enumerable.Range(100, count).Select(static i => Source.Of(new MemberId(i)));

    private static ChooseSource By(Source source) => new(new Actor(_me, Role.Member, null), source);

    private static FollowingState With(params Fact[] facts) => facts.Aggregate(
        _nothing, static (state, fact) => state.Apply(fact, new Occurrence("f:5", state.Version + 1, _noon.AddMinutes(state.Version), _me)));
}
