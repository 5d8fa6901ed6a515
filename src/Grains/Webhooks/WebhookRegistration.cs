using Microsoft.Extensions.DependencyInjection;

namespace Skiller.Grains.Webhooks;

/// <summary>Composes the webhooks of a silo; the queue comes from storage, the transport and <see cref="WebhookOptions"/> from the program.</summary>
internal static class WebhookRegistration
{
    public static IServiceCollection AddSkillerWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookComposer>()
        .AddSingleton<WebhookDispatch>()
        .AddHostedService<WebhookDeliveries>();
}
