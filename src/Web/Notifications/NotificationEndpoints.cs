using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Web.Api;

namespace Skiller.Web.Notifications;

/// <summary>What one was told of, and up to where one has read it.</summary>
internal static class NotificationEndpoints
{
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications", List)
            .Query("listNotifications", "What one was told of, newest first; acts of one kind, place and day together. One's own alone.").Members().Pages<NotificationsJson>();
        api.MapPost("/notifications/read", Read)
            .Act("readNotifications", "Marks everything up to a position as read, on all devices. A mark only moves forward.").Members()
            .Takes<ReadNotificationsRequest>().GivesNothing();
    }

    private static async Task<IResult> List(ApiCall call, NotificationShapes shapes, string? unread, string? kind, string? cursor, string? limit) =>
        Answers.Ok(await Mine(call, shapes, Query(unread, kind, ListQuery.Page(cursor, limit))), WebJson.Writing.NotificationsJson);

    /// <summary>A part of one's own notifications.</summary>
    public static async Task<NotificationsJson> Mine(ApiCall call, NotificationShapes shapes, NotificationQuery query)
    {
        var reader = await call.Member();
        var page = await call.Read((grains, ct) => grains.Notifications(reader.Member).List(query, ct));
        var unread = await call.Look((grains, ct) => grains.Notifications(reader.Member).Unread(ct));
        return new NotificationsJson(await shapes.Of(call, page), page.Next, unread, page.ReadUpTo);
    }

    /// <summary>What the query of a list or of a page asks for.</summary>
    public static NotificationQuery Query(string? unread, string? kind, PageRequest part) => new(part, OnlyUnread(unread), Kind(kind));

    private static async Task<IResult> Read(ApiCall call)
    {
        await MarkRead(call);
        return Answers.Nothing();
    }

    /// <summary>Marks as read what the body of the call says.</summary>
    public static async Task MarkRead(ApiCall call)
    {
        var fields = await call.Body();
        var upTo = fields.Position("upTo");
        fields.Check();
        var reader = await call.Member();
        await call.Write(repeatable: true, grains => grains.Notifications(reader.Member).Read(upTo, CancellationToken.None));
    }

    private static bool OnlyUnread(string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ListQuery.Fault("unread", "not-a-truth"),
    };

    private static NotificationKind? Kind(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var kind in Enum.GetValues<NotificationKind>())
        {
            if (Kebab.Of(kind) == text)
            {
                return kind;
            }
        }

        throw ListQuery.Fault("kind", "unknown-kind");
    }
}
