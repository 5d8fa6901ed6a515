using Skiller.Web.Site.Forms;

namespace Skiller.Web.Webhooks.Pages;

/// <summary>The webhooks of a member, or of the site.</summary>
/// <param name="IsSite">Whether they are the site's.</param>
/// <param name="Items">The oldest first.</param>
/// <param name="Made">The one that was just made, with its secret; null: none was.</param>
/// <param name="Chosen">The kinds that are marked.</param>
/// <param name="Form">What was typed, and what was refused.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
public sealed record WebhooksModel(
    bool IsSite, IReadOnlyList<WebhookJson> Items, NewSecret? Made, IReadOnlySet<string> Chosen, FormState Form, string Key);

/// <summary>One webhook and what it has told.</summary>
/// <param name="IsSite">Whether it is the site's.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="Deliveries">The newest first.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
/// <param name="Made">Its new secret, null: it has none.</param>
/// <param name="Chosen">The kinds that are marked.</param>
/// <param name="Form">What was typed, and what was refused.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record WebhookModel(
    bool IsSite,
    WebhookJson Webhook,
    IReadOnlyList<WebhookDeliveryJson> Deliveries,
    string? Next,
    bool IsFirst,
    NewSecret? Made,
    IReadOnlySet<string> Chosen,
    FormState Form,
    string Key,
    string? Notice);

/// <summary>A secret that is shown once.</summary>
/// <param name="Id">Of which webhook.</param>
/// <param name="Secret">The secret.</param>
public sealed record NewSecret(string Id, string Secret);
