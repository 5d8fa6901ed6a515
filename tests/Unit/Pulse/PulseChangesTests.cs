using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Pulse;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Pulse;

/// <summary>What of all that happens is counted.</summary>
public sealed class PulseChangesTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _member = new(5);
    private static readonly AnswerId _answer = new(20);
    private static readonly MemberRegistered _joined = new("ada", "Ada", null, null, default, [], null, Imported: false);

    [Fact]
    public void Whoever_joins_signs_in_invites_and_accepts_is_counted_on_their_day()
    {
        Assert.Equal(new PulseChange.Happened(PulseCount.Joined, _noon), Of(_joined));
        Assert.Equal(new PulseChange.Happened(PulseCount.Session, _noon), Of(new SessionOpened("t", _noon)));
        Assert.Equal(new PulseChange.Happened(PulseCount.InvitationMade, _noon), Of(new InvitationOpened(null, Role.Member, null, _noon)));
        Assert.Equal(new PulseChange.Happened(PulseCount.InvitationUsed, _noon), Of(new InvitationAccepted(_member, null)));
    }

    [Fact]
    public void Posts_are_counted_while_they_are_shown()
    {
        var question = new QuestionId(12);
        Assert.Equal(new PulseChange.Asked(question, _noon), Of(new QuestionAsked(_member, "T", "B", [], default, 0)));
        Assert.Equal(new PulseChange.Answered(question, _answer, _noon), Of(new AnswerPosted(_answer, _member, "B")));
        Assert.Equal(new PulseChange.Shown(question, null, IsShown: false), Of(new PostDeleted(PostRef.Question, _member, [], [])));
        Assert.Equal(new PulseChange.Shown(question, _answer, IsShown: true), Of(new PostUndeleted(new PostRef(_answer), _member, [], 1, [])));
    }

    [Fact]
    public void A_member_who_was_imported_has_not_joined_and_neither_votes_nor_renewed_sessions_count()
    {
        Assert.Null(Of(_joined with { Imported = true }));
        Assert.Null(Of(new PostVoted(PostRef.Question, _member, new MemberId(6), 1, 0, 0, [])));
        Assert.Null(Of(new SessionUsed("t")));
        Assert.Null(Of(new InvitationMade("i", "hash", "hint", null, null, _noon)));
        Assert.Null(Of(new CommentPosted(PostRef.Question, new CommentId(30), _member, "B")));
    }

    private static PulseChange? Of(Fact fact) => PulseChanges.Of(fact, new Occurrence("q:12", 1, _noon, _member));
}
