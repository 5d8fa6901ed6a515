using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>A member follows something that is there; what they follow already, by taking part too, is no fact.</summary>
internal static class FollowingSource
{
    /// <param name="state">The member's choices.</param>
    /// <param name="command">What they want to follow.</param>
    /// <param name="finding">What it says itself.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(FollowingState state, ChooseSource command, SourceFinding finding, DateTimeOffset now)
    {
        var source = command.Source;
        if (Choosing.Obstacle(state, command, now) is { } obstacle)
        {
            return obstacle;
        }

        if (source.Member == state.Member)
        {
            return RefusalCode.Oneself;
        }

        if (finding.Obstacle is { } missing)
        {
            return missing;
        }

        if (state.Blocked.ContainsKey(source))
        {
            return RefusalCode.Blocked;
        }

        return state.Follows(source, finding.PartTaken) ? Decision<Done>.NoChange(Done.It)
            : state.Followed.Count >= Limits.FollowsPerMember ? RefusalCode.Full
            : Decision<Done>.Of(Done.It, now, state.Member, new SourceFollowed(source));
    }
}
