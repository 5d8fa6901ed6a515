using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Web.Api;

namespace Skiller.Web.Notifications;

/// <summary>What one is told of, where and when. Who is suspended may choose too: it is their mail.</summary>
internal static class NotificationSettingsEndpoints
{
    public static void MapNotificationSettings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/members/me/notification-settings", Get)
            .Query("getNotificationSettings", "What one is told of, where and when.").Members().Gives<NotificationSettingsJson>();
        api.MapPut("/members/me/notification-settings", Put)
            .Act("chooseNotifications", "Chooses what one is told of, where and when: all of it.").Members()
            .Takes<ChooseNotificationsRequest>().Gives<NotificationSettingsJson>();
    }

    /// <summary>One's own choices.</summary>
    public static async Task<NotificationSettings> Mine(ApiCall call)
    {
        var reader = await call.Member();
        return await call.Read((grains, ct) => grains.Account(reader.Member).NotificationSettings(ct));
    }

    /// <summary>Chooses what the body of the call says.</summary>
    public static async Task<NotificationSettings> Choose(ApiCall call)
    {
        var fields = await call.Body();
        var settings = NotificationSettingsFields.Read(fields);
        fields.Check();
        var reader = await call.Member();
        await call.Write(repeatable: true, grains => grains.Account(reader.Member).ChooseNotifications(settings, CancellationToken.None));
        return settings;
    }

    private static async Task<IResult> Get(ApiCall call) => Shown(await Mine(call));

    private static async Task<IResult> Put(ApiCall call) => Shown(await Choose(call));

    private static IResult Shown(NotificationSettings settings) =>
        Answers.Ok(NotificationSettingsFields.Write(settings), WebJson.Writing.NotificationSettingsJson);
}
