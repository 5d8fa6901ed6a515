using Skiller.Grains.Webhooks;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Webhooks;

/// <summary>Composes the webhooks of a silo; a front has none.</summary>
internal static class WebhookHosting
{
    public static void AddWebhooks(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new WebhookOptions(settings.PublicUrl, settings.AllowPrivateWebhooks));
        services.AddSingleton<IHostAddresses, HostAddresses>();
        services.AddSingleton<IWebhookTransport, HttpWebhookTransport>();
        services.AddSkillerWebhooks();
    }
}
