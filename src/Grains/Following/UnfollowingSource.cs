using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>A member follows something no more, whatever became of it since; what they do not follow is no fact.</summary>
internal static class UnfollowingSource
{
    /// <param name="state">The member's choices.</param>
    /// <param name="command">What they leave.</param>
    /// <param name="finding">What it says itself.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(FollowingState state, ChooseSource command, SourceFinding finding, DateTimeOffset now)
    {
        var source = command.Source;
        if (Choosing.Obstacle(state, command, now) is { } obstacle)
        {
            return obstacle;
        }

        // The clocks of two silos differ: whoever leaves what they have just answered leaves it after that.
        var at = finding.PartTaken is { } part && part > now ? part : now;
        return state.Follows(source, finding.PartTaken) ? Decision<Done>.Of(Done.It, at, state.Member, new SourceUnfollowed(source))
            : source.Member == state.Member ? RefusalCode.Oneself
            : finding.Obstacle is { } missing ? missing
            : Decision<Done>.NoChange(Done.It);
    }
}
