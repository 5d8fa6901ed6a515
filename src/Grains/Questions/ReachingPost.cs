using System.Diagnostics.CodeAnalysis;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>
/// What every use case asks first, in this order: is the post there (not-found), may the actor act at all (suspended), is it deleted. The
/// answers of a deleted question are deleted with it. What else stands against an act comes after that: rights, the state of things, the
/// version, and what is wrong with the input last.
/// </summary>
internal static class ReachingPost
{
    /// <summary>To act on a post.</summary>
    public static bool TryAct(
        QuestionState state, PostRef reference, Actor actor, DateTimeOffset now, [NotNullWhen(true)] out Post? post, out RefusalCode refusal)
    {
        post = Find(state, reference);
        refusal = post is null ? RefusalCode.NotFound
            : IsSuspended(actor, now) ? RefusalCode.Suspended
            : RefusalCode.Deleted;
        return post is not null && !IsSuspended(actor, now) && !IsGone(state, post);
    }

    /// <summary>To look at a post.</summary>
    public static bool TryRead(QuestionState state, PostRef reference, [NotNullWhen(true)] out Post? post, out RefusalCode refusal)
    {
        post = Find(state, reference);
        refusal = post is null ? RefusalCode.NotFound : RefusalCode.Deleted;
        return post is not null && !IsGone(state, post);
    }

    /// <summary>While it holds, a member may only read.</summary>
    public static bool IsSuspended(Actor actor, DateTimeOffset now) => actor.SuspendedUntil > now;

    private static Post? Find(QuestionState state, PostRef reference) => state.Question is null ? null : state.Find(reference);

    private static bool IsGone(QuestionState state, Post post) => post.IsDeleted || state.Question is { IsDeleted: true };
}
