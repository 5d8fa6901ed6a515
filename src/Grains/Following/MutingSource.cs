using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Following;

/// <summary>A member mutes a question or a skill that is there; whether they follow it stays as it is.</summary>
internal static class MutingSource
{
    /// <param name="state">The member's choices.</param>
    /// <param name="command">What they mute.</param>
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
            : finding.Obstacle is { } missing ? missing
            : state.Muted.ContainsKey(source) ? Decision<Done>.NoChange(Done.It)
            : state.Muted.Count >= Limits.MutesPerMember ? RefusalCode.Full
            : Decision<Done>.Of(Done.It, now, state.Member, new SourceMuted(source));
    }
}
