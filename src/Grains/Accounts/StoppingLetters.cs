using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member wants no more mail of what they are told; on the site they are told as before.</summary>
internal static class StoppingLetters
{
    public static Decision<Done> Decide(AccountState state, DateTimeOffset now)
    {
        if (!state.IsOpen)
        {
            return RefusalCode.NotFound;
        }

        var chosen = state.Notifications;
        var stopped = new NotificationSettings(
            OnSite(chosen.Answer),
            OnSite(chosen.Comment),
            OnSite(chosen.Mention),
            OnSite(chosen.Acceptance),
            OnSite(chosen.Endorsement),
            OnSite(chosen.InvitationUsed),
            OnSite(chosen.Edit),
            OnSite(chosen.Moderation),
            OnSite(chosen.Points),
            OnSite(chosen.FollowedAnswer),
            chosen.Quiet,
            Rhythm: null);
        return ChoosingNotifications.Decide(state, stopped, now);
    }

    private static Delivery OnSite(Delivery chosen) => chosen == Delivery.Never ? Delivery.Never : Delivery.Site;
}
