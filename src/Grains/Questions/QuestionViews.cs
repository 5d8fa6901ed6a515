using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>
/// What a person sees of a question. Answers are paged by their rank, so that a page after a cursor holds what stands behind that place
/// now: answers that come in between neither shift nor repeat anything, and only one whose votes or acceptance changed meanwhile can be
/// met again or be missed. Comments keep their places, so they are paged by them. A page ends early where its texts would not go
/// into a message between nodes.
/// </summary>
internal static class QuestionViews
{
    private const int MostScores = 500;

    public static Result<QuestionView> Page(QuestionState state, MemberId? viewer, long views, bool isAlone = false)
    {
        if (!ReachingPost.TryRead(state, PostRef.Question, out var question, out var refusal))
        {
            return refusal;
        }

        var answers = isAlone ? new Page<AnswerView>([], null) : AnswersFrom(state, viewer, 0, Limits.PageDefault);
        var comments = isAlone ? new Page<CommentView>([], null) : CommentsFrom(state, PostRef.Question, question, 0, Limits.PageDefault);
        return new QuestionView(
            state.Id,
            state.Title,
            question.Body,
            state.Skills,
            state.Locale,
            question.Author,
            question.CreatedAt,
            question.Score,
            state.ViewsBefore + views,
            state.Accepted,
            state.Order.Count,
            answers.Items,
            answers.Next,
            comments.Items,
            comments.Next,
            VoteOf(question, viewer),
            state.Status,
            question.Version,
            state.Version);
    }

    public static Result<PostScores> Scores(QuestionState state, ImmutableArray<PostRef> posts) =>
        ReachingPost.TryRead(state, PostRef.Question, out _, out var refusal)
            ? new PostScores([.. posts.Take(MostScores).Select(post => ReachingPost.TryRead(state, post, out var found, out _) ? found.Score : 0)]) { Version = state.Version }
            : refusal;

    public static Result<Page<AnswerView>> Answers(QuestionState state, MemberId? viewer, PageRequest page)
    {
        if (!ReachingPost.TryRead(state, PostRef.Question, out _, out var refusal))
        {
            return refusal;
        }

        if (page.Cursor is not { } text)
        {
            return AnswersFrom(state, viewer, 0, page.Limit);
        }

        if (!Cursor.TryParse(text, AnswersScope(state), out var cursor))
        {
            return RefusalCode.InvalidCursor;
        }

        var index = state.Order.IndexOf(new AnswerRank(cursor.Key, new AnswerId(cursor.Id)));
        return AnswersFrom(state, viewer, index < 0 ? ~index : index + 1, page.Limit);
    }

    public static Result<Page<CommentView>> Comments(QuestionState state, PostRef reference, PageRequest page)
    {
        if (!ReachingPost.TryRead(state, reference, out var post, out var refusal))
        {
            return refusal;
        }

        if (page.Cursor is not { } text)
        {
            return CommentsFrom(state, reference, post, 0, page.Limit);
        }

        return Cursor.TryParse(text, CommentsScope(state, reference), out var cursor)
            ? CommentsFrom(state, reference, post, (int)Math.Clamp(cursor.Key, -1, post.Comments.Count - 1) + 1, page.Limit)
            : RefusalCode.InvalidCursor;
    }

    public static Result<AnswerView> One(QuestionState state, MemberId? viewer, AnswerId answer) =>
        ReachingPost.TryRead(state, new PostRef(answer), out _, out var refusal) ? Answer(state, answer, viewer) : refusal;

    public static Result<CommentView> One(QuestionState state, PostRef reference, CommentId comment)
    {
        if (!ReachingPost.TryRead(state, reference, out var post, out var refusal))
        {
            return refusal;
        }

        return post.Comments.Find(c => c.Id == comment) switch
        {
            null => RefusalCode.NotFound,
            { IsDeleted: true } => RefusalCode.Deleted,
            var found => Shown(found),
        };
    }

    private static Page<AnswerView> AnswersFrom(QuestionState state, MemberId? viewer, int start, int limit)
    {
        var end = Math.Min(start + Math.Clamp(limit, 1, Limits.PageMax), state.Order.Count);
        var items = ImmutableArray.CreateBuilder<AnswerView>(Math.Max(0, end - start));
        var budget = new TextBudget();
        for (var i = start; i < end; i++)
        {
            var answer = Answer(state, state.Order[i].Id, viewer);
            if (!budget.Takes([answer.Body, .. answer.Comments.Select(static comment => comment.Body)]))
            {
                break;
            }

            items.Add(answer);
        }

        var shown = start + items.Count;
        var last = items.Count > 0 && shown < state.Order.Count ? state.Order[shown - 1] : (AnswerRank?)null;
        return new Page<AnswerView>(items.ToImmutable(), last is { } rank ? new Cursor(rank.Key, rank.Id.Value).ToText(AnswersScope(state)) : null);
    }

    private static AnswerView Answer(QuestionState state, AnswerId id, MemberId? viewer)
    {
        var answer = state.Answers[id];
        var comments = CommentsFrom(state, new PostRef(id), answer, 0, Limits.PageDefault);
        return new AnswerView(
            id,
            answer.Body,
            answer.Author,
            answer.CreatedAt,
            answer.Score,
            state.Accepted == id,
            comments.Items,
            comments.Next,
            VoteOf(answer, viewer),
            answer.Version);
    }

    private static Page<CommentView> CommentsFrom(QuestionState state, PostRef reference, Post post, int start, int limit)
    {
        var most = Math.Clamp(limit, 1, Limits.PageMax);
        var items = ImmutableArray.CreateBuilder<CommentView>();
        long? last = null;
        for (var place = start; place < post.Comments.Count; place++)
        {
            var comment = post.Comments[place];
            if (comment.IsDeleted)
            {
                continue;
            }

            if (items.Count == most)
            {
                return new Page<CommentView>(items.ToImmutable(), new Cursor(last ?? 0, items[^1].Id.Value).ToText(CommentsScope(state, reference)));
            }

            items.Add(Shown(comment));
            last = place;
        }

        return new Page<CommentView>(items.ToImmutable(), null);
    }

    private static CommentView Shown(Comment comment) => new(comment.Id, comment.Body, comment.Author, comment.CreatedAt);

    private static int? VoteOf(Post post, MemberId? viewer) => viewer is { } member ? post.VoteOf(member) : null;

    private static string AnswersScope(QuestionState state) => $"questions/{state.Id}/answers";

    private static string CommentsScope(QuestionState state, PostRef reference) => $"questions/{state.Id}/comments/{reference.Answer}";
}
