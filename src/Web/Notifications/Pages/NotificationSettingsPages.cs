using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Notifications.Pages;

/// <summary>What one is told of, where and when, as a form.</summary>
internal static class NotificationSettingsPages
{
    private const string Path = "/settings/notifications";

    public static void MapNotificationSettingsPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup(Path).WithMetadata(MembersPage.It);
        members.MapGet("", Show);
        members.MapPost("", Save);
    }

    private static async Task<IResult> Show(ApiCall call, string? saved) =>
        await Page(call, StateOf(await NotificationSettingsEndpoints.Mine(call)), saved is not null, StatusCodes.Status200OK);

    private static async Task<IResult> Save(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, BodyOf(form));
        var problem = await call.Try(() => NotificationSettingsEndpoints.Choose(call));
        return problem is null
            ? TypedResults.LocalRedirect($"{Path}?saved=1")
            : await Page(call, form.State(problem), isSaved: false, problem.Status);
    }

    private static async Task<IResult> Page(ApiCall call, FormState form, bool isSaved, int status)
    {
        var reader = await call.Member();
        var account = await call.Read((grains, ct) => grains.Account(reader.Member).View(ct));
        var obstacle = account switch { { HasBounced: true } => "told.bounced", { IsConfirmed: false } => "told.unproved", _ => null };
        return PageAnswer.Of<NotificationSettingsPage>(new NotificationSettingsModel(form, account.TimeZone ?? "UTC", isSaved, obstacle), status);
    }

    /// <summary>The form of what was chosen. What is off keeps what it would be, so that it is easily turned on.</summary>
    public static FormState StateOf(NotificationSettings settings)
    {
        var shown = NotificationSettingsFields.Write(settings);
        var usual = NotificationSettingsFields.Write(NotificationSettings.Default);
        return NotificationSettingsFields.Topics
            .Aggregate(FormState.Empty, (form, topic) => form.With(NotificationSettingsFields.NameOf(topic), Kebab.Of(settings[topic])))
            .With("quiet", settings.Quiet is null ? "0" : "1")
            .With("quietFrom", shown.QuietFrom ?? usual.QuietFrom)
            .With("quietTo", shown.QuietTo ?? usual.QuietTo)
            .With("digest", shown.Digest)
            .With("digestDay", shown.DigestDay ?? usual.DigestDay)
            .With("digestHour", (shown.DigestHour ?? usual.DigestHour)?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The body of the same call: what is off is left out.</summary>
    public static JsonObject BodyOf(FormBody form)
    {
        var body = new JsonObject { ["digest"] = form["digest"] ?? "" };
        foreach (var topic in NotificationSettingsFields.Topics.Select(NotificationSettingsFields.NameOf))
        {
            body[topic] = form[topic] ?? "";
        }

        if (form["quiet"] == "1")
        {
            (body["quietFrom"], body["quietTo"]) = (form["quietFrom"] ?? "", form["quietTo"] ?? "");
        }

        if (form["digest"] is NotificationSettingsFields.Weekly)
        {
            body["digestDay"] = form["digestDay"] ?? "";
        }

        if (form["digest"] is NotificationSettingsFields.Weekly or NotificationSettingsFields.Daily)
        {
            body["digestHour"] = int.TryParse(form["digestHour"], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ? hour : null;
        }

        return body;
    }
}

/// <summary>What one is told of.</summary>
/// <param name="Form">The form.</param>
/// <param name="TimeZone">Where its hours are.</param>
/// <param name="IsSaved">Whether it was just saved.</param>
/// <param name="Obstacle">The key of why no mail is sent, null: it is.</param>
public sealed record NotificationSettingsModel(FormState Form, string TimeZone, bool IsSaved, string? Obstacle);
