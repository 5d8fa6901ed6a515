using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Live;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Live;

/// <summary>What of the log everybody may follow, and what nobody may.</summary>
public sealed class LiveEventsTests
{
    private static readonly MemberId _author = new(87);
    private static readonly MemberId _voter = new(91);
    private static readonly PostRef _answer = new(new AnswerId(1301));

    [Fact]
    public void A_vote_says_whose_post_it_is_and_not_who_voted()
    {
        var vote = LiveEvents.Of(Recorded("q:12", new PostVoted(_answer, _author, _voter, 1, 0, 0, [SkillSlug.Parse("sql")]), _voter))!;
        Assert.Equal((new QuestionId(12), _answer.Answer, null, _author), (vote.Question, vote.Answer, vote.Actor, vote.Author));
    }

    [Fact]
    public void What_is_private_is_no_event()
    {
        Assert.Null(LiveEvents.Of(Recorded("k:87", new SessionEnded("hash"), _author)));
        Assert.Null(LiveEvents.Of(Recorded("k:87", new MemberSuspended(_author, DateTimeOffset.UnixEpoch, "spam"), _voter)));
    }

    [Fact]
    public void The_end_of_a_session_says_whose_streams_are_to_be_looked_at()
    {
        var page = LiveEvents.Page([Recorded("k:87", new SessionEnded("hash"), _author)], 5);
        Assert.Equal(5, page.UpTo);
        Assert.Equal([_author], page.AccessChanged);
        Assert.Empty(page.Events);
    }

    [Fact]
    public void What_cannot_be_read_keeps_nobody_from_hearing_of_the_rest_F20()
    {
        var vote = Recorded("q:12", new PostVoted(_answer, _author, _voter, 1, 0, 0, []), _voter);
        var damaged = vote with { Payload = vote.Payload[..(vote.Payload.Length / 2)] };
        var ofANewerProgram = vote with { Schema = 99 };

        var page = LiveEvents.Page([damaged, ofANewerProgram, vote], 5);

        Assert.Equal([new QuestionId(12)], page.Events.Select(static happened => happened.Question));
    }

    // The front names these kinds and does not know the facts.
    [Fact]
    public void The_names_that_fronts_go_by_are_those_of_the_log()
    {
        Assert.Equal("post-voted", ActivityKinds.NameOf<PostVoted>());
        Assert.Equal("question-asked", ActivityKinds.NameOf<QuestionAsked>());
        Assert.Equal("skill-endorsed", ActivityKinds.NameOf<SkillEndorsed>());
        Assert.Equal("invitation-accepted", ActivityKinds.NameOf<InvitationAccepted>());
        Assert.Equal("member-suspended", ActivityKinds.NameOf<MemberSuspended>());
        Assert.Equal("suspension-lifted", ActivityKinds.NameOf<SuspensionLifted>());
    }

    private static RecordedActivity Recorded(string stream, Fact fact, MemberId actor)
    {
        var stored = FactCodec.Encode(stream, new TimedFact(fact, DateTimeOffset.UnixEpoch, actor));
        return new RecordedActivity(5, stream, 3, stored.Kind, stored.Schema, stored.Payload, stored.Personal, stored.At, stored.Actor);
    }
}
