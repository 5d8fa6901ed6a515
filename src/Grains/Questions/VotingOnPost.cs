using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>A member sets their vote on somebody else's post, while the question is open. A change is one fact that names the vote it replaces; a repetition is none.</summary>
internal static class VotingOnPost
{
    public static Decision<VoteReceipt> Decide(QuestionState state, CastVote command, DateTimeOffset now)
    {
        var voter = command.Actor.Member;
        if (!ReachingPost.TryAct(state, command.Post, command.Actor, now, out var post, out var refusal))
        {
            return refusal;
        }

        if (post.Author == voter)
        {
            return RefusalCode.OwnPost;
        }

        if (state.IsClosed)
        {
            return RefusalCode.Closed;
        }

        if (command.Value is < -1 or > 1)
        {
            return Refusal.Invalid(FieldError.Of("value", "not-one-of", "1, 0, -1"));
        }

        if (Cast(state, command.Post, post, voter, command.Value) is not { } voted)
        {
            return Decision<VoteReceipt>.NoChange(new VoteReceipt(post.Score, command.Value, Changed: false));
        }

        return command.IsBeyondAllowance
            ? RefusalCode.RateLimited
            : Decision<VoteReceipt>.Of(new VoteReceipt(post.Score - voted.Previous + voted.Value, voted.Value), now, voter, voted);
    }

    /// <summary>The fact that makes it so, null when it is so.</summary>
    public static PostVoted? Cast(QuestionState state, PostRef reference, Post post, MemberId voter, int value)
    {
        var previous = post.Ballots.GetValueOrDefault(voter);
        return previous.Value == value
            ? null
            : new PostVoted(reference, post.Author, voter, value, previous.Value, previous.Version, state.Skills);
    }
}
