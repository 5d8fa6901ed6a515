using Microsoft.AspNetCore.Components;
using Skiller.Web.Site;
using Skiller.Web.Text;

namespace Skiller.Web.Notifications.Pages;

/// <summary>The way to one's notifications, with how many are not read.</summary>
internal static class Bell
{
    public static MarkupString Of(Words t, int? unread)
    {
        var count = unread is > 0 and { } some ? some : 0;
        var badge = count > 0 ? Markup.Of($"<span class=\"count\" aria-hidden=\"true\">{NotificationWords.Badge(t, count)}</span>") : default;
        var label = count > 0 ? t["notifications.bell", NotificationWords.Badge(t, count)] : t["notifications.title"];
        return Markup.Of(
            $"<a class=\"bell\" href=\"/notifications\" aria-label=\"{label}\"><svg viewBox=\"0 0 24 24\" width=\"22\" height=\"22\" aria-hidden=\"true\"><path d=\"M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6Zm-2 16a2 2 0 0 0 4 0\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linejoin=\"round\"/></svg>{badge}</a>");
    }
}
