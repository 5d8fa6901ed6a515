using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Notifications.Pages;

/// <summary>What the bell in the head of every page says. It only decorates: a page does not wait long for it, and comes without it.</summary>
internal static class UnreadCount
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);

    /// <summary>How many are not read, null where that cannot be had now.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="member">Whose.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="fresh">Whether what was just told must be in it.</param>
    public static async Task<int?> Of(ApiCall call, MemberId member, TimeProvider clock, bool fresh = false)
    {
        var asking = call.Look((grains, ct) => fresh ? grains.Notifications(member).UnreadNow(ct) : grains.Notifications(member).Unread(ct));
        try
        {
            return await asking.WaitAsync(_patience, clock);
        }
        catch (Exception fault) when (fault is RequestRefusedException or TimeoutException)
        {
            asking.Ignore();
            return null;
        }
    }
}
