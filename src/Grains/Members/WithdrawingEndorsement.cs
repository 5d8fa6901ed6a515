using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>A peer no longer vouches; where they did not, nothing changes.</summary>
internal static class WithdrawingEndorsement
{
    /// <param name="state">The member.</param>
    /// <param name="command">Whose endorsement of what.</param>
    /// <param name="isUsed">Whether anybody has used the skill.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(MemberState state, WithdrawEndorsement command, bool isUsed, DateTimeOffset now)
    {
        var by = command.Actor.Member;
        if (!state.IsRegistered)
        {
            return RefusalCode.NotFound;
        }

        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (!isUsed)
        {
            return RefusalCode.NotFound;
        }

        return state.Endorsements.TryGetValue(new Endorsement(command.Skill, by), out var vouched)
            ? Decision<Done>.Of(Done.It, now, by, new EndorsementWithdrawn(by, command.Skill, vouched.Status == EndorsementStatus.Hidden))
            : Decision<Done>.NoChange(Done.It);
    }
}
