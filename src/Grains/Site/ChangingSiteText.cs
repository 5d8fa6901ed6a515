using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Site;

/// <summary>An administrator writes a text of the site, or goes back to what ships with Skiller. What somebody wrote meanwhile is not written over.</summary>
internal static class ChangingSiteText
{
    public static Decision<Done> Decide(SiteState state, ChangeSiteText command, DateTimeOffset now)
    {
        var (actor, text, locale) = (command.Actor, command.Text, command.Locale);
        if (!actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        if (actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var content = command.Content is { } typed ? Stored(text, typed, faults) : null;
        if (!Enum.IsDefined(text) || !Enum.IsDefined(locale))
        {
            faults.Add(FieldError.Of("locale", "not-a-locale"));
        }

        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        if (content == state.Of(text, locale))
        {
            return Decision<Done>.NoChange(Done.It);
        }

        return command.Seen != state.VersionOf(text, locale) ? RefusalCode.Stale
            : Decision<Done>.Of(Done.It, now, actor.Member, content is null ? new SiteTextReset(text, locale) : new SiteTextWritten(text, locale, content));
    }

    private static string? Stored(SiteText text, string typed, ImmutableArray<FieldError>.Builder faults)
    {
        if (text == SiteText.Name)
        {
            var name = ProfileRules.Name(typed, faults, hasRole: true);
            if (name.EnumerateRunes().Count() > Limits.SiteNameMax && faults.Count == 0)
            {
                faults.Add(FieldError.Of("name", "too-long", Limits.SiteNameMax.ToString(CultureInfo.InvariantCulture)));
            }

            return name;
        }

        var words = ProfileRules.Text("body", typed, Limits.BodyMax, faults);
        if (words is null)
        {
            faults.Add(FieldError.Of("body", "no-words"));
        }

        return words;
    }
}
