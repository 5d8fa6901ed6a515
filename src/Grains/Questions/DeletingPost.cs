using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// The author or an administrator deletes a post; who deleted it or an administrator brings it back, and to bring back what is there changes
/// nothing. A question stays while another member's answer is accepted or above 0, whoever asks for it (API.md).
/// </summary>
internal static class DeletingPost
{
    public static Decision<Done> Decide(QuestionState state, DeletePost command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal))
        {
            return refusal;
        }

        if (!MayDelete(post, command.Actor))
        {
            return RefusalCode.NotAllowed;
        }

        return command.Post.IsQuestion && HasValuedAnswers(state, post.Author)
            ? RefusalCode.HasAnswers
            : Decision<Done>.Of(
                Done.It,
                now,
                command.Actor.Member,
                DeletionReach.Facts(state, command.Post, post).AsSpan());
    }

    public static Decision<Done> Decide(QuestionState state, UndeletePost command, DateTimeOffset now)
    {
        // A deleted post can be reached for this one act; an answer of a deleted question cannot.
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal)
            && (refusal != RefusalCode.Deleted || post is null || (!command.Post.IsQuestion && state.Question is { IsDeleted: true })))
        {
            return refusal;
        }

        if (post.Deletion is not { } deletion)
        {
            // Whoever may not delete it has nothing to bring back either.
            return MayDelete(post, command.Actor) ? Decision<Done>.NoChange(Done.It) : RefusalCode.NotAllowed;
        }

        return deletion.By != command.Actor.Member && !command.Actor.IsAdministrator
            ? RefusalCode.NotAllowed
            : Decision<Done>.Of(
                Done.It,
                now,
                command.Actor.Member,
                DeletionReach.Facts(state, command.Post, post, deletion).AsSpan());
    }

    private static bool MayDelete(Post post, Actor actor) => post.Author == actor.Member || actor.IsAdministrator;

    private static bool HasValuedAnswers(QuestionState state, MemberId? asker)
    {
        foreach (var rank in state.Order)
        {
            var answer = state.Answers[rank.Id];
            if ((answer.Score > 0 || rank.Id == state.Accepted) && (answer.Author is null || answer.Author != asker))
            {
                return true;
            }
        }

        return false;
    }
}
