using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Notifications.Pages;

/// <summary>What one was told of, and marking it as read.</summary>
internal static class NotificationPages
{
    public static void MapNotificationPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/notifications").WithMetadata(MembersPage.It);
        members.MapGet("", Show);
        members.MapGet("/bell", Ring);
        members.MapPost("/read", Read);
    }

    private static async Task<IResult> Show(ApiCall call, NotificationShapes shapes, string? unread, string? kind, string? cursor)
    {
        var query = NotificationEndpoints.Query(unread, kind, ListQuery.Page(cursor, null));
        var mine = await NotificationEndpoints.Mine(call, shapes, query);
        return PageAnswer.Of<NotificationsPage>(new NotificationsModel(mine.Items, mine.Next, cursor is null, mine.Unread, query.OnlyUnread, kind));
    }

    // The bell alone, for a page that is open; nothing where the count cannot be had now.
    private static async Task<IResult> Ring(ApiCall call, Words words, TimeProvider clock) =>
        await UnreadCount.Of(call, (await call.Member()).Member, clock, fresh: true) is { } unread
            ? TypedResults.Content(Bell.Of(words, unread).Value, "text/html; charset=utf-8")
            : TypedResults.NoContent();

    private static async Task<IResult> Read(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        var isNumber = long.TryParse(form["upTo"], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo);
        form.Become(call, new JsonObject { ["upTo"] = isNumber ? upTo : null });
        await NotificationEndpoints.MarkRead(call);
        return TypedResults.LocalRedirect("/notifications");
    }
}

/// <summary>A page of notifications.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
/// <param name="Unread">How many are not read: 100 means 100 or more.</param>
/// <param name="OnlyUnread">Whether only those are shown that are not read.</param>
/// <param name="Kind">Of one kind, null: of all.</param>
public sealed record NotificationsModel(
    IReadOnlyList<NotificationJson> Items, string? Next, bool IsFirst, int Unread, bool OnlyUnread, string? Kind);
