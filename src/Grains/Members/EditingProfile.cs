using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>A member, or an administrator, changes what is given of a profile. Only what differs becomes part of the fact.</summary>
internal static class EditingProfile
{
    public static Decision<MemberProfile> Decide(MemberState state, EditProfile command, DateTimeOffset now)
    {
        if (!state.IsRegistered)
        {
            return RefusalCode.NotFound;
        }

        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (command.Actor.Member != state.Id && !command.Actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var edited = Difference(state, command, faults);
        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        if (edited is { Name: null, Headline: null, Bio: null, Locale: null, Skills: null })
        {
            return Decision<MemberProfile>.NoChange(MemberProfiles.Of(state));
        }

        var at = new Occurrence(GrainKeys.Of(state.Id), state.Version + 1, now, command.Actor.Member);
        return Decision<MemberProfile>.Of(MemberProfiles.Of(state.Apply(edited, at)), now, command.Actor.Member, edited);
    }

    private static ProfileEdited Difference(MemberState state, EditProfile command, ImmutableArray<FieldError>.Builder faults) => new(
        command.Name is { } name && ProfileRules.Name(name, faults, command.Actor.IsAdministrator) is var wanted && wanted != state.Name ? wanted : null,
        Text(command.Headline is null, ProfileRules.Headline(command.Headline, faults), state.Headline),
        Text(command.Bio is null, ProfileRules.Bio(command.Bio, faults), state.Bio),
        command.Locale is { } locale && locale != state.Locale ? Language(locale, faults) : null,
        command.Skills is { } skills ? Skills(ProfileRules.Skills(skills, faults), state.Skills) : null);

    // In a fact null leaves a text as it was and an empty one clears it.
    private static string? Text(bool isLeft, string? wanted, string? present) => isLeft || wanted == present ? null : wanted ?? "";

    private static Locale? Language(Locale wanted, ImmutableArray<FieldError>.Builder faults)
    {
        if (Enum.IsDefined(wanted))
        {
            return wanted;
        }

        faults.Add(FieldError.Of("locale", "not-a-locale"));
        return null;
    }

    private static ImmutableArray<SkillSlug>? Skills(ImmutableArray<SkillSlug> wanted, ImmutableArray<SkillSlug> present) =>
        wanted.SequenceEqual(present) ? null : wanted;
}
