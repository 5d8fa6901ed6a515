using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Webhooks.Pages;

/// <summary>A member's webhooks among their settings, and the site's in the administration.</summary>
internal static class WebhookPages
{
    public static void MapWebhookPages(this IEndpointRouteBuilder pages)
    {
        Map(pages.MapGroup(PathOf(isSite: false)).WithMetadata(MembersPage.It), isSite: false);
        Map(pages.MapGroup(PathOf(isSite: true)).WithMetadata(MembersPage.It), isSite: true);
    }

    /// <summary>Where they are.</summary>
    public static string PathOf(bool isSite) => isSite ? "/administration/webhooks" : "/settings/webhooks";

    private static void Map(RouteGroupBuilder group, bool isSite)
    {
        group.MapGet("", (ApiCall call) => List(call, isSite, null, [], FormState.Empty));
        group.MapPost("", (ApiCall call) => Make(call, isSite));
        group.MapGet("/{id}", (string id, ApiCall call, string? cursor, string? done) => Show(call, Id(id, isSite), cursor, done, null, null, null));
        group.MapPost("/{id}", (string id, ApiCall call) => Change(call, Id(id, isSite)));
        group.MapPost("/{id}/pause", (string id, ApiCall call) => Rest(call, Id(id, isSite), true));
        group.MapPost("/{id}/resume", (string id, ApiCall call) => Rest(call, Id(id, isSite), false));
        group.MapPost("/{id}/secret", (string id, ApiCall call) => Renew(call, Id(id, isSite)));
        group.MapPost("/{id}/remove", (string id, ApiCall call) => Remove(call, Id(id, isSite)));
        group.MapPost("/{id}/test", (string id, ApiCall call) =>
            Act(call, Id(id, isSite), "tested", static (grain, actor, number, _) => grain.Test(actor, number, CancellationToken.None)));
        group.MapPost("/{id}/replay", (string id, ApiCall call) =>
            Act(call, Id(id, isSite), "replayed", static (grain, actor, number, form) => grain.Replay(actor, number, form["delivery"] ?? "", CancellationToken.None)));
    }

    private static async Task<IResult> Make(ApiCall call, bool isSite)
    {
        var form = await FormBody.Read(call.Http);
        string[] kinds = [.. form.All("kinds").Distinct(StringComparer.Ordinal)];
        form.Become(call, new JsonObject { ["url"] = form["url"]?.Trim(), ["scope"] = isSite ? "site" : "mine", ["kinds"] = Array(kinds) });
        WebhookSecretJson? made = null;
        var problem = await call.Try(async () => made = await WebhookEndpoints.Create(call));
        return made is null
            ? await List(call, isSite, null, kinds, form.State(problem), problem)
            : await List(call, isSite, new NewSecret(made.Id, made.Secret), [], FormState.Empty);
    }

    private static async Task<IResult> Change(ApiCall call, WebhookId id)
    {
        var form = await FormBody.Read(call.Http);
        string[] kinds = [.. form.All("kinds").Distinct(StringComparer.Ordinal)];
        form.Become(call, new JsonObject { ["url"] = form["url"]?.Trim(), ["kinds"] = Array(kinds) });
        var problem = await call.Try(() => WebhookEndpoints.Edit(call, id));
        return problem is null ? Done(id, "saved") : await Show(call, id, null, null, null, form.State(problem), kinds, problem);
    }

    private static async Task<IResult> Rest(ApiCall call, WebhookId id, bool isPaused)
    {
        await WebhookEndpoints.Write(
            call, id, (grain, actor) => grain.Change(new ChangeWebhook(actor, id.Number, null, null, isPaused), CancellationToken.None));
        return Done(id, isPaused ? "paused" : "resumed");
    }

    private static async Task<IResult> Renew(ApiCall call, WebhookId id)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, []);
        var renewed = await WebhookEndpoints.NewSecret(call, id);
        return await Show(call, id, null, null, new NewSecret(renewed.Id, renewed.Secret), null, null);
    }

    private static async Task<IResult> Remove(ApiCall call, WebhookId id)
    {
        await WebhookEndpoints.Write(call, id, (grain, actor) => grain.Remove(actor, id.Number, CancellationToken.None));
        return TypedResults.LocalRedirect(PathOf(id.Owner is null));
    }

    private static async Task<IResult> Act(
        ApiCall call, WebhookId id, string done, Func<IWebhooksGrain, Actor, int, FormBody, Task<Result<Done>>> act)
    {
        var form = await FormBody.Read(call.Http);
        var problem = await call.Try(() => WebhookEndpoints.Write(call, id, (grain, actor) => act(grain, actor, id.Number, form)));
        return problem is null ? Done(id, done) : await Show(call, id, null, null, null, FormState.Empty with { Problem = problem.Code }, null, problem);
    }

    private static async Task<IResult> List(
        ApiCall call, bool isSite, NewSecret? made, IReadOnlyCollection<string> chosen, FormState form, Problem? problem = null) => PageAnswer.Of<WebhooksPage>(
        new WebhooksModel(isSite, await WebhookEndpoints.All(call, isSite), made, chosen.ToHashSet(StringComparer.Ordinal), form, FormCall.NewKey()),
        problem?.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> Show(
        ApiCall call, WebhookId id, string? cursor, string? done, NewSecret? made, FormState? form, IReadOnlyCollection<string>? chosen, Problem? problem = null)
    {
        var webhook = await WebhookEndpoints.One(call, id);
        var told = await WebhookEndpoints.Told(call, id, ListQuery.Page(cursor, null));
        var notice = done is "saved" or "paused" or "resumed" or "tested" or "replayed" ? $"webhooks.done.{done}" : null;
        return PageAnswer.Of<WebhookPage>(
            new WebhookModel(
                id.Owner is null,
                webhook,
                told.Items,
                told.Next,
                cursor is null,
                made,
                (chosen ?? webhook.Kinds).ToHashSet(StringComparer.Ordinal),
                form is { Values.IsEmpty: false } typed ? typed : (form ?? FormState.Empty).With("url", webhook.Url),
                FormCall.NewKey(),
                notice),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static RedirectHttpResult Done(WebhookId id, string done) =>
        TypedResults.LocalRedirect(PageAddress.Of($"{PathOf(id.Owner is null)}/{id}", ("done", done)));

    // Under the address of the one, the other's is not there.
    private static WebhookId Id(string text, bool isSite) =>
        WebhookEndpoints.Id(text) is var id && id.Owner is null == isSite ? id : throw new RequestRefusedException(RefusalCode.NotFound);

    private static JsonArray Array(IEnumerable<string> kinds) => new([.. kinds.Select(static kind => (JsonNode)kind)]);
}
