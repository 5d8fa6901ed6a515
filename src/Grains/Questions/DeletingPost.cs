using System.Collections.Immutable;
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

        if (command.Post.IsQuestion && HasValuedAnswers(state, post.Author))
        {
            return RefusalCode.HasAnswers;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var reason = PostTextRules.Reason(command.Reason ?? "", faults);
        return faults.Count > 0
            ? Refusal.Invalid(faults.ToImmutable())
            : Decision<Done>.Of(Done.It, now, command.Actor.Member, DeletionReach.Facts(state, command.Post, post, reason).AsSpan());
    }

    /// <summary>What there is to bring back, for whoever may.</summary>
    public static Result<DeletionView> View(QuestionState state, PostRef reference, Actor actor)
    {
        if (state.Question is not { } question || state.Find(reference) is not { } post)
        {
            return RefusalCode.NotFound;
        }

        if (post.Deletion is not { } deletion || (!reference.IsQuestion && question.IsDeleted))
        {
            return post.IsDeleted || question.IsDeleted ? RefusalCode.Deleted : RefusalCode.NotFound;
        }

        return MayBringBack(deletion, actor)
            ? new DeletionView(state.Title, state.Locale, post.Body, deletion.By, deletion.At, deletion.Reason)
            : RefusalCode.NotAllowed;
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

        return !MayBringBack(deletion, command.Actor)
            ? RefusalCode.NotAllowed
            : Decision<Done>.Of(
                Done.It,
                now,
                command.Actor.Member,
                DeletionReach.Facts(state, command.Post, post, deletion).AsSpan());
    }

    private static bool MayBringBack(Deletion deletion, Actor actor) => deletion.By == actor.Member || actor.IsAdministrator;

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
