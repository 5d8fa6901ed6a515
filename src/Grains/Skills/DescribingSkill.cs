using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Skills;

/// <summary>An administrator describes a skill that somebody has used, in one language; an empty text takes that description away.</summary>
internal static class DescribingSkill
{
    /// <summary>Most characters of a description; as many as a profile has.</summary>
    public const int DescriptionMax = Limits.BioMax;

    /// <param name="state">The skill.</param>
    /// <param name="command">The words.</param>
    /// <param name="isUsed">Whether anybody has used it.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(SkillState state, DescribeSkill command, bool isUsed, DateTimeOffset now)
    {
        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (!command.Actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        if (!isUsed)
        {
            return RefusalCode.NotFound;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var description = ProfileRules.Text("description", command.Description, DescriptionMax, faults);
        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        var words = description is null ? null : new SkillWords(description, command.Locale);
        var isSo = command.Locale is { } locale ? state.In(locale) == words : state.French == words && state.English == words;
        return isSo
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, command.Actor.Member, new SkillDescribed(description ?? "", command.Locale));
    }
}
