using Skiller.Tests.Http.Security;

namespace Skiller.Tests.Http.Webhooks;

/// <summary>A site whose webhooks may lead to this machine, and whose time can be put forward.</summary>
public abstract class WebhookSite : LaterSite
{
    protected override bool AllowsPrivateWebhooks => true;
}

/// <inheritdoc cref="WebhookSite"/>
public sealed class WebhookSqliteSite : WebhookSite;

/// <inheritdoc cref="WebhookSite"/>
public sealed class WebhookPostgresSite : WebhookSite
{
    protected override bool IsOnPostgres => true;
}
