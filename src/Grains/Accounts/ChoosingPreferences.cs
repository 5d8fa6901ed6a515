using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member chooses how pages are shown.</summary>
internal static class ChoosingPreferences
{
    private const int LongestZone = 64;

    public static Decision<Done> Decide(AccountState state, ChoosePreferences command, DateTimeOffset now)
    {
        if (!state.IsOpen)
        {
            return RefusalCode.NotFound;
        }

        if (!Enum.IsDefined(command.Locale))
        {
            return Refusal.Invalid([FieldError.Of("locale", "not-a-locale")]);
        }

        if (command.TimeZone is { } zone && (zone.Length > LongestZone || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
        {
            return Refusal.Invalid([FieldError.Of("timeZone", "not-a-time-zone")]);
        }

        return state.Locale == command.Locale && state.TimeZone == command.TimeZone
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, state.Member, new PreferencesChosen(command.Locale, command.TimeZone));
    }
}
