using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>A member comments on the question or an answer, while the question is open.</summary>
internal static class CommentingOnPost
{
    public static Decision<PostReceipt> Decide(QuestionState state, PostComment command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal))
        {
            return refusal;
        }

        if (state.IsClosed)
        {
            return RefusalCode.Closed;
        }

        if (post.Comments.Count >= Limits.CommentsPerPost)
        {
            return RefusalCode.Full;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (Has(post, command.Comment))
        {
            faults.Add(PostTextRules.NumberInUse);
        }

        var posted = new CommentPosted(command.Post, command.Comment, command.Actor.Member, PostTextRules.Comment(command.Body, faults));
        return faults.Count > 0
            ? Refusal.Invalid(faults.ToImmutable())
            : Decision<PostReceipt>.Of(new PostReceipt(command.Comment.Value, now), now, command.Actor.Member, posted);
    }

    /// <summary>Whether a comment of this number is on the post.</summary>
    public static bool Has(Post post, CommentId comment) => post.Comments.Exists(kept => kept.Id == comment);
}
