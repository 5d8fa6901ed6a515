using Skiller.Contracts.Notifications;
using Skiller.Web.Api;
using Skiller.Web.Site;

namespace Skiller.Web.Notifications.Pages;

/// <summary>Says a notification in a sentence.</summary>
internal static class NotificationWords
{
    /// <summary>The sentence, as text.</summary>
    public static string Of(Words t, NotificationJson item)
    {
        var title = item.Question?.Title ?? t["notification.gone"];
        var names = Names(t, item);
        var number = item.People > 1 ? "other" : "one";
        return item switch
        {
            { Act: { } act } => t[$"notification.moderation.{act}", title],
            { Points: { } points } => t[
                item.AnswerId is null ? "notification.points.question" : "notification.points.answer", Signed(t, points), t.Count("notification.votes", item.Count), title],
            { Skill: { } skill } => t[$"notification.{item.Kind}.{number}", names, skill],
            _ => t[$"notification.{item.Kind}.{number}", names, title],
        };
    }

    /// <summary>How many are not read, as the bell shows it: 99+ where there are more.</summary>
    public static string Badge(Words t, int unread) => unread >= Contracts.Limits.UnreadMax ? $"{t.Number(unread - 1)}+" : t.Number(unread);

    /// <summary>The kinds that a page can be narrowed to.</summary>
    public static IEnumerable<string> Kinds => Kebab.All<NotificationKind>();

    // Ada; Ada and Bob; Ada, Bob and Eve; Ada, Bob, Eve and 2 others.
    private static string Names(Words t, NotificationJson item)
    {
        List<string> parts = [.. item.Actors.Select(static actor => actor.Name)];
        if (parts.Count == 0)
        {
            return t["notification.somebody"];
        }

        if (item.People > parts.Count)
        {
            parts.Add(t.Count("notification.others", item.People - parts.Count));
        }

        return parts is [var only] ? only : t["notification.and", string.Join(", ", parts[..^1]), parts[^1]];
    }

    private static string Signed(Words t, long points) => points > 0 ? $"+{t.Number(points)}" : $"−{t.Number(-points)}";
}
