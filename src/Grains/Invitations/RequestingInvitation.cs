using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Invitations;

/// <summary>Somebody asks for an invitation. The answer is the same whether they had asked before or not.</summary>
internal static class RequestingInvitation
{
    public static Decision<Done> Decide(RequestRecord state, RequestInvitation command, DateTimeOffset now)
    {
        var (requested, faults) = Check(command);
        if (requested is null)
        {
            return Refusal.Invalid(faults);
        }

        if (!state.IsMade)
        {
            return Decision<Done>.Of(Done.It, now, null, requested);
        }

        // With a key it must be possible to recognise the repetition, for a known address as for a new one: else limits would tell them apart.
        return command.Command is null ? Decision<Done>.NoChange(Done.It) : Decision<Done>.Of(Done.It, now, null, new InvitationRequestedAgain());
    }

    /// <summary>The fact, or all that is wrong with the command.</summary>
    public static (InvitationRequested? Requested, ImmutableArray<FieldError> Faults) Check(RequestInvitation command)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (!EmailAddress.TryParse(command.Email, out var address))
        {
            faults.Add(FieldError.Of("email", "not-an-email"));
        }

        var name = ProfileRules.Name(command.Name, faults);
        var headline = ProfileRules.Headline(command.Headline, faults);
        var skills = ProfileRules.Skills(command.Skills, faults);
        var motivation = ProfileRules.Text("motivation", command.Motivation, Limits.MotivationMax, faults);
        if (motivation is null)
        {
            faults.Add(FieldError.Of("motivation", "no-words"));
        }

        if (!Enum.IsDefined(command.Locale))
        {
            faults.Add(FieldError.Of("locale", "not-a-locale"));
        }

        return faults.Count > 0 || address is null
            ? (null, faults.ToImmutable())
            : (new InvitationRequested(address.Value, name, headline, motivation, skills, command.Locale), []);
    }
}
