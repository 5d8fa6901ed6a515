using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member chooses what they are told of, where and when.</summary>
internal static class ChoosingNotifications
{
    private const int HoursOfDay = 24;

    public static Decision<Done> Decide(AccountState state, NotificationSettings settings, DateTimeOffset now)
    {
        if (!state.IsOpen)
        {
            return RefusalCode.NotFound;
        }

        FieldError[] faults = [.. Faults(settings)];
        return faults.Length > 0 ? Refusal.Invalid([.. faults])
            : settings == state.Notifications ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, state.Member, new NotificationsChosen(settings));
    }

    private static IEnumerable<FieldError> Faults(NotificationSettings settings)
    {
        foreach (var topic in Enum.GetValues<NotificationTopic>())
        {
            if (!Enum.IsDefined(settings[topic]) || (topic == NotificationTopic.Points && settings[topic] == Delivery.AtOnce))
            {
                yield return FieldError.Of(NameOf(topic), "not-a-delivery");
            }
        }

        if (settings.Quiet is { } quiet && quiet.From == quiet.To)
        {
            yield return FieldError.Of("quietTo", "no-time-between");
        }

        if (settings.Rhythm is { } rhythm && rhythm.Hour is < 0 or >= HoursOfDay)
        {
            yield return FieldError.Of("digestHour", "not-an-hour");
        }

        if (settings.Rhythm is { Day: { } day } && !Enum.IsDefined(day))
        {
            yield return FieldError.Of("digestDay", "not-a-weekday");
        }
    }

    private static string NameOf(NotificationTopic topic) => char.ToLowerInvariant(topic.ToString()[0]) + topic.ToString()[1..];
}
