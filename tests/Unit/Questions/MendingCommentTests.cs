using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class MendingCommentTests
{
    private static readonly CommentId _comment = new(21);

    [Fact]
    public void Its_author_mends_it_and_the_same_text_again_is_no_fact()
    {
        var history = Commented();
        Assert.Null(Edit(history, Reader, " I see now. ").Refusal);
        Assert.Equal(new CommentEdited(PostRef.Question, _comment, "I see now."), history.LastFact<CommentEdited>());
        var recorded = history.Recorded.Count;
        Assert.Null(Edit(history, Reader, "I see now.").Refusal);
        Assert.Equal(recorded, history.Recorded.Count);
        Assert.Equal("I see now.", history.View().Comments[0].Body);
    }

    [Fact]
    public void Nobody_else_mends_it_and_an_administrator_may_delete_it()
    {
        var history = Commented();
        Assert.Equal(RefusalCode.NotAllowed, Edit(history, Asker, "Changed.").Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, Edit(history, Administrator, "Changed.").Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, Delete(history, Asker).Refusal?.Code);
        Assert.Null(Delete(history, Administrator).Refusal);
        Assert.Equal(new CommentDeleted(PostRef.Question, _comment), history.LastFact<CommentDeleted>());
    }

    [Fact]
    public void One_that_is_deleted_is_gone_for_good_and_the_others_keep_their_places()
    {
        var history = Commented();
        history.Comment(Asker, PostRef.Question, 22);
        history.Comment(Asker, PostRef.Question, 23);
        var first = QuestionViews.Comments(history.State, PostRef.Question, new PageRequest(null, 2)).Value!;
        Assert.Null(Delete(history, Reader).Refusal);

        Assert.Equal(RefusalCode.Deleted, Delete(history, Reader).Refusal?.Code);
        Assert.Equal(RefusalCode.Deleted, Edit(history, Reader, "Back again.").Refusal?.Code);
        Assert.Equal(RefusalCode.Deleted, QuestionViews.One(history.State, PostRef.Question, _comment).Refusal?.Code);
        Assert.Equal([22L, 23L], history.View().Comments.Select(static comment => comment.Id.Value));
        var next = QuestionViews.Comments(history.State, PostRef.Question, new PageRequest(first.Next, 2)).Value!;
        Assert.Equal([23L], next.Items.Select(static comment => comment.Id.Value));
        Assert.Equal(RefusalCode.Invalid, history.Comment(Asker, PostRef.Question, _comment.Value).Refusal?.Code);
    }

    [Fact]
    public void What_is_not_there_or_too_short_is_refused()
    {
        var history = Commented();
        Assert.Equal(RefusalCode.Invalid, Edit(history, Reader, "ab").Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, history.Do((state, now) => MendingComment.Decide(state, new DeleteComment(As(Reader), PostRef.Question, new CommentId(99)), now)).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, history.Do((state, now) => MendingComment.Decide(state, new DeleteComment(history.Suspended(Reader), PostRef.Question, _comment), now)).Refusal?.Code);
    }

    [Fact]
    public void A_deletion_keeps_its_reason_for_those_who_may_undo_it()
    {
        var history = Answered();
        Assert.Null(history.Do((state, now) => DeletingPost.Decide(state, new DeletePost(As(Answerer), On(First), "  Twice the same. "), now)).Refusal);
        Assert.Equal("Twice the same.", history.LastFact<PostDeleted>().Reason);

        var view = DeletingPost.View(history.State, On(First), As(Answerer)).Value!;
        Assert.Equal((Title, Body, Answerer, "Twice the same."), (view.Title, view.Body, view.By, view.Reason));
        Assert.Equal(view.Reason, DeletingPost.View(history.State, On(First), As(Administrator)).Value?.Reason);
        Assert.Equal(RefusalCode.NotAllowed, DeletingPost.View(history.State, On(First), As(Asker)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, DeletingPost.View(history.State, PostRef.Question, As(Asker)).Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, history.Do((state, now) => DeletingPost.Decide(state, new DeletePost(As(Asker), PostRef.Question, new string('x', 301)), now)).Refusal?.Code);
    }

    private static QuestionHistory Commented()
    {
        var history = Asked();
        Assert.Null(history.Comment(Reader, PostRef.Question, _comment.Value).Refusal);
        return history;
    }

    private static Decision<Done> Edit(QuestionHistory history, MemberId member, string body) =>
        history.Do((state, now) => MendingComment.Decide(state, new EditComment(As(member), PostRef.Question, _comment, body), now));

    private static Decision<Done> Delete(QuestionHistory history, MemberId member) =>
        history.Do((state, now) => MendingComment.Decide(state, new DeleteComment(As(member), PostRef.Question, _comment), now));
}
