using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Following;

/// <summary>What facts change in the rows of feeds.</summary>
public sealed class FeedChangesTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly QuestionId _question = new(12);
    private static readonly AnswerId _answer = new(20);
    private static readonly MemberId _asker = new(6);
    private static readonly MemberId _answerer = new(7);
    private static readonly SkillSlug _sql = SkillSlug.Parse("sql");

    [Fact]
    public void A_question_reaches_who_follows_its_skills_or_its_author_who_follows_it_from_then_on()
    {
        var changes = Of(new QuestionAsked(_asker, "T", "B", [_sql], default, 0), _asker);
        Happened(changes[0], FeedActKind.Asked, _asker, _asker, null, Source.Of(_question), Source.Of(_sql), Source.Of(_asker));
        Assert.Equal(new FeedChange.Followed(Source.Of(_question), _asker, _noon, 9), changes[1]);
        Assert.Equal(2, changes.Length);
    }

    [Fact]
    public void An_answer_reaches_who_follows_the_question_too_and_one_of_old_names_no_skills()
    {
        var changes = Of(new AnswerPosted(_answer, _answerer, "B"), _answerer);
        Happened(changes[0], FeedActKind.Answered, _answerer, _answerer, _answer, Source.Of(_question), Source.Of(_answerer));
        Assert.Equal(new FeedChange.Followed(Source.Of(_question), _answerer, _noon, 9), changes[1]);
    }

    [Fact]
    public void An_acceptance_reaches_who_follows_the_question_or_whose_answer_it_is_and_nobody_of_the_skills()
    {
        var changes = Of(new AnswerAccepted(_answer, _answerer, _asker, [_sql]), _asker);
        Happened(Assert.Single(changes), FeedActKind.Accepted, _asker, _answerer, _answer, Source.Of(_question), Source.Of(_answerer));
    }

    [Fact]
    public void Somebody_who_is_no_member_follows_nothing_and_is_followed_by_nobody()
    {
        var nobody = new MemberId(-4);
        Happened(Assert.Single(Of(new QuestionAsked(nobody, "T", "B", [_sql], default, 0), nobody)), FeedActKind.Asked, null, null, null, Source.Of(_question), Source.Of(_sql));
        Happened(Assert.Single(Of(new AnswerPosted(_answer, null, "B", [_sql]), null)), FeedActKind.Answered, null, null, _answer, Source.Of(_question), Source.Of(_sql));
        Happened(Assert.Single(Of(new AnswerAccepted(_answer, nobody, null, []), null)), FeedActKind.Accepted, null, null, _answer, Source.Of(_question));
    }

    [Fact]
    public void What_is_taken_back_or_deleted_is_hidden_and_comes_back()
    {
        Assert.Equal([new FeedChange.Withdrawn(_question, _answer)], Of(new AcceptanceWithdrawn(_answer, _answerer, _asker, 1, [_sql]), _asker));
        Assert.Equal([new FeedChange.AnswerShown(_question, _answer, Shown: false)], Of(new PostDeleted(new PostRef(_answer), _answerer, [], []), _answerer));
        Assert.Equal([new FeedChange.AnswerShown(_question, _answer, Shown: true)], Of(new PostUndeleted(new PostRef(_answer), _answerer, [], 1, []), _answerer));

        // A deleted question is left out where it is read.
        Assert.Empty(Of(new PostDeleted(PostRef.Question, _asker, [], []), _asker));
    }

    [Fact]
    public void A_choice_changes_who_follows_and_what_is_no_news_changes_nothing()
    {
        var skill = Source.Of(_sql);
        Assert.Equal([new FeedChange.Followed(skill, _asker, _noon, 9)], Of(new SourceFollowed(skill), _asker));
        Assert.Equal([new FeedChange.Left(skill, _asker)], Of(new SourceUnfollowed(skill), _asker));
        Assert.Empty(Of(new SourceMuted(skill), _asker));
        Assert.Empty(Of(new PostEdited(PostRef.Question, null, "B", null, null), _asker));
        Assert.Empty(Of(new CommentPosted(PostRef.Question, new CommentId(30), _asker, "B"), _asker));
        Assert.Empty(Of(new PostVoted(PostRef.Question, _asker, _answerer, 1, 0, 0, []), _answerer));
    }

    private static FeedChange[] Of(Fact fact, MemberId? actor) => [.. FeedChanges.Of(fact, new Occurrence("q:12", 3, _noon, actor), 9)];

    private static void Happened(FeedChange change, FeedActKind kind, MemberId? actor, MemberId? subject, AnswerId? answer, params Source[] sources)
    {
        var happened = Assert.IsType<FeedChange.Happened>(change);
        Assert.Equal((_question, 9L, new FeedAct(kind, actor, subject, answer, _noon)), (happened.Question, happened.Position, happened.Act));
        Assert.Equal(sources.Order(), happened.Sources.Order());
    }
}
