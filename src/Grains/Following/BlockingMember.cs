using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>
/// A member blocks another, and follows them no more. What the blocked one follows stays: it is theirs, public, and would tell them.
/// </summary>
internal static class BlockingMember
{
    /// <param name="state">The member's choices.</param>
    /// <param name="command">Whom they block.</param>
    /// <param name="finding">Whether that member is there.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(FollowingState state, ChooseSource command, SourceFinding finding, DateTimeOffset now)
    {
        var source = command.Source;
        if (Choosing.Obstacle(state, command, now) is { } obstacle)
        {
            return obstacle;
        }

        if (source.Member is not { } member)
        {
            return RefusalCode.NotAllowed;
        }

        if (member == state.Member)
        {
            return RefusalCode.Oneself;
        }

        if (finding.Obstacle is { } missing)
        {
            return missing;
        }

        if (state.Blocked.ContainsKey(source))
        {
            return Decision<Done>.NoChange(Done.It);
        }

        var blocked = new MemberBlocked(source);
        return state.Blocked.Count >= Limits.BlocksPerMember ? RefusalCode.Full
            : state.Followed.ContainsKey(source) ? Decision<Done>.Of(Done.It, now, state.Member, new SourceUnfollowed(source), blocked)
            : Decision<Done>.Of(Done.It, now, state.Member, blocked);
    }
}
