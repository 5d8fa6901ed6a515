using Skiller.Contracts;
using Skiller.Contracts.Following;

namespace Skiller.Grains.Following;

/// <summary>What each choice asks of who makes it.</summary>
internal static class Choosing
{
    public static RefusalCode? Obstacle(FollowingState state, ChooseSource command, DateTimeOffset now) =>
        command.Actor.Member != state.Member ? RefusalCode.NotAllowed
        : command.Actor.SuspendedUntil > now ? RefusalCode.Suspended
        : null;
}
