using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// A comment's author mends its text; the author or an administrator deletes it, for good. Both also on a closed question. Its number is not
/// given again and its place stays taken, so that pages of comments never shift.
/// </summary>
internal static class MendingComment
{
    public static Decision<Done> Decide(QuestionState state, EditComment command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal)
            || !TryFind(post, command.Comment, out var comment, out refusal))
        {
            return refusal;
        }

        if (comment.Author != command.Actor.Member)
        {
            return RefusalCode.NotAllowed;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var body = PostTextRules.Comment(command.Body, faults);
        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        return body == comment.Body
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, command.Actor.Member, new CommentEdited(command.Post, command.Comment, body));
    }

    public static Decision<Done> Decide(QuestionState state, DeleteComment command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal)
            || !TryFind(post, command.Comment, out var comment, out refusal))
        {
            return refusal;
        }

        return comment.Author != command.Actor.Member && !command.Actor.IsAdministrator
            ? RefusalCode.NotAllowed
            : Decision<Done>.Of(Done.It, now, command.Actor.Member, new CommentDeleted(command.Post, command.Comment));
    }

    /// <summary>The comments of a post after one of them was changed.</summary>
    public static Post With(Post post, CommentId id, Func<Comment, Comment> change)
    {
        var place = post.Comments.FindIndex(comment => comment.Id == id);
        return place < 0 ? post : post with { Comments = post.Comments.SetItem(place, change(post.Comments[place])) };
    }

    private static bool TryFind(Post post, CommentId id, [NotNullWhen(true)] out Comment? comment, out RefusalCode refusal)
    {
        comment = post.Comments.Find(kept => kept.Id == id);
        refusal = comment is { IsDeleted: true } ? RefusalCode.Deleted : RefusalCode.NotFound;
        return comment is { IsDeleted: false };
    }
}
