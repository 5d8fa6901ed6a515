using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>A member lets another reach them again; they are not followed by that.</summary>
internal static class UnblockingMember
{
    /// <param name="state">The member's choices.</param>
    /// <param name="command">Whom they block no more.</param>
    /// <param name="finding">Whether that member is there.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(FollowingState state, ChooseSource command, SourceFinding finding, DateTimeOffset now)
    {
        var source = command.Source;
        if (Choosing.Obstacle(state, command, now) is { } obstacle)
        {
            return obstacle;
        }

        return source.Member is null ? RefusalCode.NotAllowed
            : state.Blocked.ContainsKey(source) ? Decision<Done>.Of(Done.It, now, state.Member, new MemberUnblocked(source))
            : source.Member == state.Member ? RefusalCode.Oneself
            : finding.Obstacle is { } missing ? missing
            : Decision<Done>.NoChange(Done.It);
    }
}
