using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class EditingPostTests
{
    [Fact]
    public void An_edit_names_what_changed_and_raises_the_version_of_that_post_alone()
    {
        var history = Answered();

        Assert.Equal(2, history.Edit(Asker, PostRef.Question, 1, title: Title, body: Body + "!", summary: " louder ").Receipt?.Version);

        Assert.Equal(new PostEdited(PostRef.Question, null, Body + "!", null, "louder"), history.LastFact<PostEdited>());
        var view = history.View();
        Assert.Equal((2, 1), (view.Version, view.Answers[0].Version));
        Assert.Equal((Title, Body + "!"), (view.Title, view.Body));
    }

    [Fact]
    public void Skills_change_for_what_happens_from_then_on()
    {
        var history = Answered();
        history.Do((state, now) => EditingPost.Decide(
            state, new EditPost(As(Asker), PostRef.Question, 1, null, null, [Skill(".net")], null), now));

        history.Vote(Reader, On(First), 1);

        Assert.Equal([Skill(".net")], history.LastFact<PostVoted>().Skills);
    }

    [Fact]
    public void A_text_that_is_equal_makes_no_edit()
    {
        var history = Answered();
        var same = history.Edit(Asker, PostRef.Question, 1, title: $"  {Title} ", body: Body, summary: "nothing");
        Assert.Empty(same.Facts);
        Assert.Equal(1, same.Receipt?.Version);
        Assert.Empty(history.Edit(Answerer, On(First), 1).Facts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Another_version_than_the_present_one_is_stale(int version)
    {
        var history = Answered();
        history.Edit(Answerer, On(First), 1, body: Body + "!");
        Assert.Equal(RefusalCode.Stale, history.Edit(Answerer, On(First), version, body: "too short").Refusal?.Code);
    }

    [Fact]
    public void Only_the_author_or_an_administrator_edits()
    {
        var history = Answered();
        Assert.Equal(RefusalCode.NotAllowed, history.Edit(Asker, On(First), 7, body: "").Refusal?.Code);
        Assert.Equal(2, history.Edit(Administrator, On(First), 1, body: Body + "!").Receipt?.Version);
        Assert.Equal(Answerer, history.View().Answers[0].Author);
    }

    [Fact]
    public void An_answer_has_neither_title_nor_skills_and_all_faults_are_told_at_once()
    {
        var history = Answered();
        var refusal = history.Do((state, now) => EditingPost.Decide(
            state, new EditPost(As(Answerer), On(First), 1, Title, "short", [Skill("c#")], new string('x', 301)), now)).Refusal;

        Assert.Equal(RefusalCode.Invalid, refusal?.Code);
        Assert.Equal(
            [("title", "questions-only"), ("skills", "questions-only"), ("body", "too-short"), ("summary", "too-long")],
            refusal!.Errors.Select(error => (error.Field, error.Rule)));
    }

    [Fact]
    public void A_closed_question_can_be_edited_deleted_and_brought_back_but_takes_nothing_new()
    {
        var history = Answered();
        history.Vote(Reader, PostRef.Question, 1);
        history.Vote(Reader, On(First), -1);
        history.Has(new QuestionClosed());
        Assert.Equal(QuestionStatus.Closed, history.View().Status);

        Assert.Equal(RefusalCode.Closed, history.Answer(Stranger, First, "").Refusal?.Code);
        Assert.Equal(RefusalCode.Closed, history.Accept(Asker, First).Refusal?.Code);
        Assert.Equal(RefusalCode.Closed, history.Accept(Asker, null).Refusal?.Code);
        foreach (var post in new[] { PostRef.Question, On(First) })
        {
            Assert.Equal(RefusalCode.Closed, history.Comment(Reader, post, 1, "").Refusal?.Code);
            Assert.All([1, 0, -1, 7], value => Assert.Equal(RefusalCode.Closed, history.Vote(Reader, post, value).Refusal?.Code));
        }

        Assert.Single(history.Edit(Asker, PostRef.Question, 1, body: Body + "!").Facts);
        Assert.Single(history.Edit(Answerer, On(First), 1, body: Body + "!").Facts);
        foreach (var (author, post) in new[] { (Answerer, On(First)), (Asker, PostRef.Question) })
        {
            Assert.NotEmpty(history.Delete(author, post).Facts);
            Assert.Equal(RefusalCode.Deleted, history.Vote(Reader, post, 1).Refusal?.Code);
            Assert.NotEmpty(history.Undelete(author, post).Facts);
        }
    }

    [Fact]
    public void What_nobody_may_do_is_told_before_that_the_question_is_closed()
    {
        var history = Answered();
        history.Has(new QuestionClosed());

        Assert.Equal(RefusalCode.OwnPost, history.Vote(Answerer, On(First), 1).Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, history.Accept(Reader, First).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, history.Comment(Reader, On(Second), 1).Refusal?.Code);
    }

    [Fact]
    public void Versions_can_be_told_from_facts_alone()
    {
        var history = Asked();
        history.Edit(Administrator, PostRef.Question, 1, title: "How do I count votes twice?", summary: "title");
        history.Answer(Answerer, First);
        history.Edit(Answerer, On(First), 1, body: Body + " 1");
        history.Edit(Asker, PostRef.Question, 2, body: Body + " 2");

        var versions = Versions(history, PostRef.Question);
        Assert.Equal([(1, Title, Body), (2, "How do I count votes twice?", Body), (3, "How do I count votes twice?", Body + " 2")],
            versions.Select(version => (version.Version, version.Title ?? "", version.Body)));
        Assert.Equal([Asker, Administrator, Asker], versions.Select(version => version.Editor));
        Assert.Equal([null, "title", null], versions.Select(version => version.Summary));
        Assert.Equal([(1, Body), (2, Body + " 1")], Versions(history, On(First)).Select(version => (version.Version, version.Body)));
    }

    private static List<RevisionView> Versions(QuestionHistory history, PostRef post)
    {
        var versions = new List<RevisionView>();
        foreach (var (fact, at) in history.Recorded)
        {
            if (PostHistory.Next(versions.LastOrDefault(), post, fact.Fact, at) is { } version)
            {
                versions.Add(version);
            }
        }

        return versions;
    }
}
