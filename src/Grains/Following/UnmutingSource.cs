using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>A member mutes something no more, whatever became of it since.</summary>
internal static class UnmutingSource
{
    /// <param name="state">The member's choices.</param>
    /// <param name="command">What they let speak again.</param>
    /// <param name="finding">What it says itself.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(FollowingState state, ChooseSource command, SourceFinding finding, DateTimeOffset now)
    {
        var source = command.Source;
        if (Choosing.Obstacle(state, command, now) is { } obstacle)
        {
            return obstacle;
        }

        return source.Member is not null ? RefusalCode.NotAllowed
            : state.Muted.ContainsKey(source) ? Decision<Done>.Of(Done.It, now, state.Member, new SourceUnmuted(source))
            : finding.Obstacle is { } missing ? missing
            : Decision<Done>.NoChange(Done.It);
    }
}
