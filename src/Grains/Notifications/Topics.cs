using Skiller.Contracts.Notifications;

namespace Skiller.Grains.Notifications;

/// <summary>Sets of topics as storage is asked about them: the bit of a topic is its number.</summary>
internal static class Topics
{
    private static readonly NotificationTopic[] _all = Enum.GetValues<NotificationTopic>();

    /// <summary>Those of which the member is told nowhere.</summary>
    public static long Hidden(NotificationSettings settings) => Of(settings, Delivery.Never);

    /// <summary>Those of which the member is told by mail at once.</summary>
    public static long AtOnce(NotificationSettings settings) => Of(settings, Delivery.AtOnce);

    /// <summary>Those that the digest tells.</summary>
    public static long InDigest(NotificationSettings settings) => Of(settings, Delivery.Digest);

    /// <summary>Whether a topic is in a set.</summary>
    public static bool Has(long topics, NotificationTopic topic) => ((topics >> (int)topic) & 1) == 1;

    private static long Of(NotificationSettings settings, Delivery delivery) =>
        _all.Where(topic => settings[topic] == delivery).Aggregate(0L, static (set, topic) => set | (1L << (int)topic));
}
