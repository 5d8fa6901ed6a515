using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Letters;

namespace Skiller.Grains.Accounts;

/// <summary>
/// A digest is due: one for each moment, each telling of the time since the last one. Whoever has not been here for
/// <see cref="Limits.DigestAbsence"/> is told goodbye once, and nothing more until they are here again.
/// </summary>
internal static class SendingDigest
{
    /// <param name="state">The account.</param>
    /// <param name="due">The moment.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(AccountState state, DateTimeOffset due, DateTimeOffset now)
    {
        if (!state.IsOpen)
        {
            return RefusalCode.NotFound;
        }

        if (state.Notifications.Rhythm is not { } rhythm || state.Digest?.Due >= due)
        {
            return Decision<Done>.NoChange(Done.It);
        }

        var isAway = state.SeenAt is { } seen && due - seen >= Limits.DigestAbsence;
        if (isAway && state.Digest is { IsFarewell: true } last && last.Due > state.SeenAt)
        {
            return Decision<Done>.NoChange(Done.It);
        }

        var earliest = due - DigestTimes.Period(rhythm);
        var since = state.Digest?.Due is { } told && told > earliest ? told : earliest;
        return Decision<Done>.Of(Done.It, now, null, new DigestDue(since, due, isAway));
    }
}
