using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Site;

/// <summary>An administrator chooses the goal of the site's growth, and what of its figures everybody may see.</summary>
internal static class ChoosingPulse
{
    public static Decision<Done> Decide(SiteState state, ChoosePulse command, DateTimeOffset now)
    {
        var (actor, choice) = (command.Actor, command.Choice);
        if (!actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        if (actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (choice.Goal is < 1 or > Limits.GoalMax)
        {
            return Refusal.Invalid(FieldError.Of("goal", "out-of-range", "1", Limits.GoalMax.ToString(CultureInfo.InvariantCulture)));
        }

        if (!Enum.IsDefined(choice.Public))
        {
            return Refusal.Invalid(FieldError.Of("public", "invalid"));
        }

        return choice == state.Pulse
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, actor.Member, new PulseChosen(choice.Goal, choice.Public));
    }
}
