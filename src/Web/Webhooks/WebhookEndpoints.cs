using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Webhooks;

/// <summary>What happens, told to other programs.</summary>
internal static class WebhookEndpoints
{
    private const int MostKinds = 20;

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks");
        webhooks.MapGet("", List)
            .Query("listWebhooks", "One's own webhooks; with scope=site those of the site, for administrators.").Members().Gives<WebhooksJson>()
            .Refuses(RefusalCode.NotAllowed);
        webhooks.MapPost("", Make)
            .Act("makeWebhook", "Has what concerns one told to an address, signed as Standard Webhooks 1.0 says; its secret is shown this once.")
            .Members().Takes<MakeWebhookRequest>().Keyed().CreatesAt<WebhookSecretJson>().Refuses(RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.Full);
        webhooks.MapGet("/{id}", Show).Query("getWebhook", "A webhook.").Members().Gives<WebhookJson>().Refuses(RefusalCode.NotAllowed, RefusalCode.NotFound);
        webhooks.MapPatch("/{id}", Change)
            .Act("changeWebhook", "Changes where a webhook leads and what it tells, pauses it or lets it go on.").Members().Takes<ChangeWebhookRequest>()
            .Gives<WebhookJson>().Refuses(RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.NotFound);
        webhooks.MapDelete("/{id}", Remove)
            .Act("removeWebhook", "Removes a webhook and forgets its deliveries.").Members().GivesNothing()
            .Refuses(RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.NotFound);
        webhooks.MapPost("/{id}/secret", Renew)
            .Act("renewWebhookSecret", "Gives a webhook a new secret, shown this once; the one before it signs too for a day.").Members().Keyed()
            .Gives<WebhookSecretJson>().Refuses(RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.NotFound);
        webhooks.MapGet("/{id}/deliveries", Deliveries)
            .Query("listWebhookDeliveries", "What a webhook has told and is to tell, newest first; kept for a week.").Members().Lists<WebhookDeliveryJson>()
            .Refuses(RefusalCode.NotAllowed, RefusalCode.NotFound);
        webhooks.MapPost("/{id}/deliveries/{delivery}/replay", Replay)
            .Act("replayWebhookDelivery", "Tells something once more, under the same id.").Members().Accepts()
            .Refuses(RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.NotFound);
        webhooks.MapPost("/{id}/test", Test)
            .Act("testWebhook", "Tells something that says nothing; one at a time.").Members().Accepts()
            .Refuses(RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.NotFound, RefusalCode.RateLimited);
    }

    /// <summary>The webhooks of the reader, or of the site.</summary>
    public static async Task<IReadOnlyList<WebhookJson>> All(ApiCall call, bool isSite)
    {
        var actor = await call.Member();
        var list = await call.Read((grains, ct) => grains.Webhooks(isSite ? null : actor.Member).List(actor, ct));
        return [.. list.Items.Select(Shape)];
    }

    /// <summary>Makes one as the body of the call says.</summary>
    public static async Task<WebhookSecretJson> Create(ApiCall call)
    {
        var fields = await call.Body();
        var url = fields.RequiredText("url", 1, Limits.WebhookUrlMax);
        var isSite = fields.Text("scope", 1, Limits.PageMax) switch
        {
            null or "mine" => false,
            "site" => true,
            _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("scope", "not-one-of", "mine, site"))),
        };
        var kinds = fields.Names("kinds", MostKinds) ?? [];
        fields.Check();
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Other, command);
        return Shape(await call.Write(
            command is not null,
            grains => grains.Webhooks(isSite ? null : actor.Member).Make(new MakeWebhook(actor, url, kinds, command), CancellationToken.None)));
    }

    /// <summary>One of them.</summary>
    public static async Task<WebhookJson> One(ApiCall call, WebhookId id)
    {
        var actor = await call.Member();
        return Shape(await call.Read((grains, ct) => grains.Webhooks(id.Owner).View(actor, id.Number, ct)));
    }

    /// <summary>Changes one as the body of the call says.</summary>
    public static async Task<WebhookJson> Edit(ApiCall call, WebhookId id)
    {
        var fields = await call.Body();
        var (url, kinds, paused) = (fields.Text("url", 1, Limits.WebhookUrlMax), fields.Names("kinds", MostKinds), fields.Truth("paused"));
        fields.Check();
        return Shape(await Write(call, id, (grain, actor) => grain.Change(new ChangeWebhook(actor, id.Number, url, kinds, paused), CancellationToken.None)));
    }

    /// <summary>Gives one a new secret.</summary>
    public static async Task<WebhookSecretJson> NewSecret(ApiCall call, WebhookId id)
    {
        (await call.BodyIfAny()).Check();
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Other, command);
        return Shape(await call.Write(
            command is not null, grains => grains.Webhooks(id.Owner).RenewSecret(new ActOnWebhook(actor, id.Number, command), CancellationToken.None)));
    }

    /// <summary>A part of what one has told.</summary>
    public static async Task<ListJson<WebhookDeliveryJson>> Told(ApiCall call, WebhookId id, PageRequest part)
    {
        var actor = await call.Member();
        var page = await call.Read((grains, ct) => grains.Webhooks(id.Owner).Deliveries(new WebhookDeliveryQuery(actor, id.Number, part), ct));
        return new ListJson<WebhookDeliveryJson>([.. page.Items.Select(Shape)], page.Next);
    }

    /// <summary>Acts on one.</summary>
    public static async Task<T> Write<T>(ApiCall call, WebhookId id, Func<IWebhooksGrain, Actor, Task<Result<T>>> act)
        where T : class
    {
        var actor = await call.Acting(LimitedAct.Other);
        return await call.Write(repeatable: true, grains => act(grains.Webhooks(id.Owner), actor));
    }

    /// <summary>The id in a path; what is none names nothing.</summary>
    public static WebhookId Id(string text) => WebhookId.TryParse(text, out var id) ? id : throw new RequestRefusedException(RefusalCode.NotFound);

    private static async Task<IResult> List(ApiCall call, string? scope) => Answers.Ok(
        new WebhooksJson(await All(call, scope switch
        {
            null or "mine" => false,
            "site" => true,
            _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("scope", "not-one-of", "mine, site"))),
        })),
        WebJson.Writing.WebhooksJson);

    private static async Task<IResult> Make(ApiCall call)
    {
        var made = await Create(call);
        return Answers.Created(call.Http, $"/webhooks/{made.Id}", made, WebJson.Writing.WebhookSecretJson);
    }

    private static async Task<IResult> Show(string id, ApiCall call) => Answers.Ok(await One(call, Id(id)), WebJson.Writing.WebhookJson);

    private static async Task<IResult> Change(string id, ApiCall call) => Answers.Ok(await Edit(call, Id(id)), WebJson.Writing.WebhookJson);

    private static async Task<IResult> Remove(string id, ApiCall call)
    {
        var webhook = Id(id);
        await Write(call, webhook, (grain, actor) => grain.Remove(actor, webhook.Number, CancellationToken.None));
        return Answers.Nothing();
    }

    private static async Task<IResult> Renew(string id, ApiCall call) => Answers.Ok(await NewSecret(call, Id(id)), WebJson.Writing.WebhookSecretJson);

    private static async Task<IResult> Deliveries(string id, ApiCall call, string? cursor, string? limit) => Answers.Ok(
        await Told(call, Id(id), ListQuery.Page(cursor, limit)), WebJson.Writing.ListJsonWebhookDeliveryJson);

    private static async Task<IResult> Replay(string id, string delivery, ApiCall call)
    {
        var webhook = Id(id);
        await Write(call, webhook, (grain, actor) => grain.Replay(actor, webhook.Number, delivery, CancellationToken.None));
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Test(string id, ApiCall call)
    {
        var webhook = Id(id);
        await Write(call, webhook, (grain, actor) => grain.Test(actor, webhook.Number, CancellationToken.None));
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static WebhookSecretJson Shape(WebhookSecret made) => new(made.Id.ToString(), made.Secret, made.At);

    private static WebhookJson Shape(WebhookView view) => new(
        view.Id.ToString(), view.Id.Owner is null ? "site" : "mine", view.Url, view.Kinds, view.CreatedAt, view.PausedAt is not null)
    {
        PausedAt = view.PausedAt,
        PausedFor = view.Why is { } why ? Kebab.Of(why) : null,
        SecretRenewedAt = view.RenewedAt,
    };

    private static WebhookDeliveryJson Shape(WebhookDelivery told) => new(told.Id, told.Kind, Kebab.Of(told.State), told.Attempts, told.CreatedAt)
    {
        Status = told.Status,
        Reason = told.Reason.Length > 0 ? told.Reason : null,
        NextAt = told.State is WebhookDeliveryState.Waiting ? told.DueAt : null,
        SettledAt = told.State is WebhookDeliveryState.Waiting ? null : told.DueAt,
    };
}
