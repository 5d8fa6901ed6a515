using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>
/// The endorsed accepts what a peer says of them, with its note, or hides it: what is hidden is neither shown nor counted until it is accepted.
/// The peer is not told, and a new note does not bring it back.
/// </summary>
internal static class AnsweringEndorsement
{
    public static Decision<Done> Decide(MemberState state, AnswerEndorsement command, DateTimeOffset now)
    {
        if (!state.IsRegistered)
        {
            return RefusalCode.NotFound;
        }

        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (command.Actor.Member != state.Id)
        {
            return RefusalCode.NotAllowed;
        }

        if (!state.Endorsements.TryGetValue(new Endorsement(command.Skill, command.By), out var vouched))
        {
            return RefusalCode.NotFound;
        }

        var answer = command.Hide ? EndorsementStatus.Hidden : EndorsementStatus.Accepted;
        return vouched.Status == answer
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, state.Id, new EndorsementAnswered(command.By, command.Skill, command.Hide, vouched.Status == EndorsementStatus.Hidden));
    }
}
