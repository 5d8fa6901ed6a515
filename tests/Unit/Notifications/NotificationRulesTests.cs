using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Silo.Verify;
using Xunit;

namespace Skiller.Tests.Unit.Notifications;

/// <summary>Who is told of what, one history after the other.</summary>
public sealed class NotificationRulesTests
{
    private const string Question = "q:12";
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _ada = new(1);
    private static readonly MemberId _bob = new(2);
    private static readonly MemberId _eve = new(3);
    private static readonly PostRef _answer = new(new AnswerId(20));
    private readonly ReplayedInbox _inbox = new();
    private long _position;

    public NotificationRulesTests()
    {
        foreach (var (handle, member) in new[] { ("ada", _ada), ("bob", _bob), ("eve", _eve) })
        {
            Assert.True(Handle.TryParse(handle, out var parsed));
            Happened(null, new HandleClaimed(member), GrainKeys.ClaimOf(parsed));
        }

        _position = 0;
        Happened(_ada, Asked("How is it done?"));
        Happened(_bob, new AnswerPosted(new AnswerId(20), _bob, "It is done like this."));
    }

    [Fact]
    public void Whoever_asked_or_answered_is_told_of_an_answer_and_never_its_author()
    {
        Happened(_eve, new AnswerPosted(new AnswerId(21), _eve, "No, like that."));
        Assert.Equal(["1/2 Answer", "1/3 Answer", "2/3 Answer"], Told());
    }

    [Fact]
    public void A_comment_tells_the_author_of_its_post_and_those_it_names_once()
    {
        Happened(_eve, new CommentPosted(_answer, new CommentId(30), _eve, "Why, @ada, and @bob and @eve?"));
        Happened(_bob, new CommentPosted(PostRef.Question, new CommentId(31), _bob, "Which?"));
        Assert.Equal(["1/2 Answer", "1/3 Mention", "1/4 Comment", "2/3 Mention"], Told());
    }

    [Fact]
    public void An_edit_tells_the_author_and_only_those_whom_no_text_of_it_named_before()
    {
        Happened(_eve, new PostEdited(_answer, null, "Ask @ada.", null, null));
        Happened(_bob, new PostEdited(_answer, null, "Ask @ada or @eve or @bob.", null, null));
        Happened(_bob, new PostEdited(_answer, null, "Ask nobody.", null, null));
        Happened(_bob, new PostEdited(_answer, null, "Ask @ada or @eve.", null, null));
        Assert.Equal(["1/2 Answer", "1/3 Mention", "2/3 Edit", "3/4 Mention"], Told());
    }

    [Fact]
    public void An_edited_comment_tells_whom_it_names_anew()
    {
        Happened(_bob, new CommentPosted(_answer, new CommentId(30), _bob, "See @ada."));
        Happened(_bob, new CommentEdited(_answer, new CommentId(30), "See @ada and @eve."));
        Assert.Equal(["1/2 Answer", "1/3 Mention", "3/4 Mention"], Told());
    }

    [Fact]
    public void A_handle_that_was_taken_later_was_no_name_then()
    {
        Happened(_bob, new CommentPosted(_answer, new CommentId(30), _bob, "See @zoe."));
        Assert.True(Handle.TryParse("zoe", out var zoe));
        Happened(null, new HandleClaimed(new MemberId(4)), GrainKeys.ClaimOf(zoe));
        Assert.Equal(["1/2 Answer"], Told());
    }

    [Fact]
    public void An_acceptance_tells_who_answered_and_nobody_of_their_own()
    {
        Happened(_ada, new AnswerAccepted(new AnswerId(20), _bob, _ada, []));
        Happened(_bob, new AnswerAccepted(new AnswerId(20), _bob, _bob, []));
        Assert.Equal(["1/2 Answer", "2/3 Acceptance"], Told());
    }

    [Fact]
    public void A_moderators_word_reaches_whom_it_concerns_and_nobody_who_spoke_it()
    {
        var comment = new CommentId(30);
        Happened(_bob, new CommentPosted(_answer, comment, _bob, "Mine."));
        Happened(_eve, new CommentDeleted(_answer, comment));
        Happened(_eve, new PostDeleted(_answer, _bob, [], []));
        Happened(_eve, new PostUndeleted(_answer, _bob, [], 5, []));
        Happened(_eve, new QuestionClosed());
        Happened(_eve, new MemberSuspended(_ada, _noon.AddDays(1), null), "k:1");
        Happened(_eve, new SuspensionLifted(_ada), "k:1");
        Happened(_bob, new PostDeleted(_answer, _bob, [], []));
        Assert.Equal(
            ["1/2 Answer", "1/7 Moderation Closed", "1/8 Moderation Suspended", "1/9 Moderation SuspensionLifted", "2/4 Moderation Deleted", "2/5 Moderation Deleted", "2/6 Moderation Undeleted"],
            Told());
    }

    [Fact]
    public void An_endorsement_tells_the_endorsed_and_a_renewed_one_does_not()
    {
        Happened(_bob, new SkillEndorsed(_bob, SkillSlug.Parse("c#"), null, false), "m:1");
        Happened(_bob, new SkillEndorsed(_bob, SkillSlug.Parse("c#"), "Better words.", true), "m:1");
        Assert.Equal(["1/2 Answer", "1/3 Endorsement"], Told());
    }

    [Fact]
    public void Whoever_invited_is_told_who_came()
    {
        Happened(null, new InvitationAccepted(_eve, _ada), "i:00");
        Happened(null, new InvitationAccepted(_eve, null), "i:01");
        Assert.Equal(["1/2 Answer", "1/3 InvitationUsed"], Told());
    }

    [Fact]
    public void What_members_chose_to_follow_mute_and_block_holds_from_then_on()
    {
        var question = Source.Of(new QuestionId(12));
        Happened(_eve, new SourceFollowed(question), "f:3");
        Happened(_ada, new SourceMuted(question), "f:1");
        Answered(21, new MemberId(9));
        Happened(_ada, new SourceUnmuted(question), "f:1");
        Happened(_bob, new SourceUnfollowed(question), "f:2");
        Happened(_eve, new MemberBlocked(Source.Of(new MemberId(9))), "f:3");
        Answered(22, new MemberId(9));
        Happened(_eve, new MemberUnblocked(Source.Of(new MemberId(9))), "f:3");
        Happened(_eve, new SourceFollowed(Source.Of(SkillSlug.Parse("c#"))), "f:3");
        Answered(23, new MemberId(9));
        Assert.Equal(["1/12 Answer", "1/2 Answer", "1/9 Answer", "2/5 Answer", "3/12 Answer", "3/5 Answer"], Told().Where(static told => !told.StartsWith('9')));
    }

    [Fact]
    public void Nobody_is_told_of_a_vote_and_a_vote_goes_to_no_inbox()
    {
        var vote = new PostVoted(_answer, _bob, _eve, 1, 0, 0, []);
        Happened(_eve, vote);
        Assert.Equal(["1/2 Answer"], Told());
        Assert.DoesNotContain(ActivityRouting.TargetsOf(Question, vote), static target => target.StartsWith("inbox/", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_imported_goes_to_lists_and_to_no_inbox()
    {
        var asked = Asked("How was it done?");
        Assert.Equal(["lists/l:1", "feed/f:1", "inbox/b:1", "webhook/h:0"], ActivityRouting.TargetsOf(Question, new TimedFact(asked, _noon, _ada)));
        Assert.Equal(["lists/l:1", "feed/f:1"], ActivityRouting.TargetsOf(Question, new TimedFact(asked, _noon, _ada) { IsPast = true }));
    }

    private void Answered(long answer, MemberId by) => Happened(by, new AnswerPosted(new AnswerId(answer), by, "Another one, not like the others."));

    private static QuestionAsked Asked(string body) => new(_ada, "How is it done in the end?", body, [], Locale.En, 0);

    private void Happened(MemberId? actor, Fact fact, string stream = Question)
    {
        _position++;
        _inbox.Apply(fact, new Occurrence(stream, _position, _noon, actor), _position);
    }

    private IEnumerable<string> Told()
    {
        var rows = new Dictionary<(string Kind, string Key), string>();
        _inbox.Add(rows);
        return rows.Select(static row => $"{row.Key.Key} {Words(row.Value.Split('|'))}").Order(StringComparer.Ordinal);
    }

    private static string Words(string[] columns)
    {
        var act = int.Parse(columns[5], System.Globalization.CultureInfo.InvariantCulture);
        var kind = (NotificationKind)int.Parse(columns[0], System.Globalization.CultureInfo.InvariantCulture);
        return act == 0 ? $"{kind}" : $"{kind} {(ModerationAct)act}";
    }
}
