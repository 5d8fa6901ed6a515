using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Webhooks;

/// <summary>Who may change webhooks.</summary>
internal static class ChangingWebhooks
{
    /// <summary>Why somebody may not look at an owner's webhooks, null: they may. That another member has some is nobody's business.</summary>
    public static RefusalCode? ObstacleToLook(WebhooksState state, Actor actor) => state.Owner switch
    {
        null => actor.IsAdministrator ? null : RefusalCode.NotAllowed,
        { } owner => owner == actor.Member ? null : RefusalCode.NotFound,
    };

    /// <summary>Why somebody may not change them, null: they may.</summary>
    public static RefusalCode? Obstacle(WebhooksState state, Actor actor, DateTimeOffset now) =>
        ObstacleToLook(state, actor) ?? (actor.SuspendedUntil > now ? RefusalCode.Suspended : null);
}
