using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Web.Api;

namespace Skiller.Web.Notifications;

/// <summary>Reads what one is told of from a body, and writes it as one.</summary>
internal static class NotificationSettingsFields
{
    public const string Never = "never";
    public const string Daily = "daily";
    public const string Weekly = "weekly";
    private const string TimeForm = "HH:mm";
    private const int TextMax = 20;

    /// <summary>The topics in the order in which they are shown.</summary>
    public static IReadOnlyList<NotificationTopic> Topics { get; } =
    [
        NotificationTopic.Mention, NotificationTopic.Answer, NotificationTopic.FollowedAnswer, NotificationTopic.Comment, NotificationTopic.Acceptance,
        NotificationTopic.Points, NotificationTopic.Endorsement, NotificationTopic.Edit, NotificationTopic.InvitationUsed, NotificationTopic.Moderation,
    ];

    /// <summary>The days from Monday to Sunday, as they are written.</summary>
    public static IReadOnlyList<string> Days { get; } = [.. Enumerable.Range(1, 7).Select(static day => Kebab.Of((DayOfWeek)(day % 7)))];

    /// <summary>The field of a topic.</summary>
    public static string NameOf(NotificationTopic topic) => char.ToLowerInvariant(topic.ToString()[0]) + topic.ToString()[1..];

    public static NotificationSettings Read(RequestFields fields) => new(
        Delivery(fields, NotificationTopic.Answer),
        Delivery(fields, NotificationTopic.Comment),
        Delivery(fields, NotificationTopic.Mention),
        Delivery(fields, NotificationTopic.Acceptance),
        Delivery(fields, NotificationTopic.Endorsement),
        Delivery(fields, NotificationTopic.InvitationUsed),
        Delivery(fields, NotificationTopic.Edit),
        Delivery(fields, NotificationTopic.Moderation),
        Delivery(fields, NotificationTopic.Points),
        Delivery(fields, NotificationTopic.FollowedAnswer),
        Quiet(fields),
        Rhythm(fields));

    public static NotificationSettingsJson Write(NotificationSettings settings) => new(
        Kebab.Of(settings.Answer),
        Kebab.Of(settings.FollowedAnswer),
        Kebab.Of(settings.Comment),
        Kebab.Of(settings.Mention),
        Kebab.Of(settings.Acceptance),
        Kebab.Of(settings.Endorsement),
        Kebab.Of(settings.InvitationUsed),
        Kebab.Of(settings.Edit),
        Kebab.Of(settings.Moderation),
        Kebab.Of(settings.Points),
        settings.Quiet?.From.ToString(TimeForm, CultureInfo.InvariantCulture),
        settings.Quiet?.To.ToString(TimeForm, CultureInfo.InvariantCulture),
        settings.Rhythm is not { } rhythm ? Never : rhythm.Day is null ? Daily : Weekly,
        settings.Rhythm?.Day is { } day ? Kebab.Of(day) : null,
        settings.Rhythm?.Hour);

    private static Delivery Delivery(RequestFields fields, NotificationTopic topic)
    {
        var name = NameOf(topic);
        return OneOf<Delivery>(fields, name, fields.RequiredText(name, 1, TextMax), "not-a-delivery");
    }

    private static QuietHours? Quiet(RequestFields fields)
    {
        var (from, to) = (fields.Text("quietFrom", 1, TextMax), fields.Text("quietTo", 1, TextMax));
        if (from is null && to is null)
        {
            return null;
        }

        return new QuietHours(Time(fields, "quietFrom", from), Time(fields, "quietTo", to));
    }

    private static TimeOnly Time(RequestFields fields, string name, string? text)
    {
        if (text is null && !fields.IsFaulty(name))
        {
            fields.Fault(FieldError.Of(name, "required"));
        }
        else if (!TimeOnly.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && !fields.IsFaulty(name))
        {
            fields.Fault(FieldError.Of(name, "not-a-time"));
        }
        else
        {
            return time;
        }

        return default;
    }

    private static DigestRhythm? Rhythm(RequestFields fields)
    {
        var rhythm = fields.RequiredText("digest", 1, TextMax);
        var day = fields.Text("digestDay", 1, TextMax);
        if (rhythm is not (Never or Daily or Weekly) && !fields.IsFaulty("digest"))
        {
            fields.Fault(FieldError.Of("digest", "not-one-of", $"{Never}, {Daily}, {Weekly}"));
        }

        DayOfWeek? on = rhythm == Weekly || day is not null ? OneOf<DayOfWeek>(fields, "digestDay", day ?? "", "not-a-weekday") : null;
        var hour = rhythm is Daily or Weekly || fields.Has("digestHour") ? fields.OneOf("digestHour", [.. Enumerable.Range(0, 24)]) : 0;
        return rhythm is Daily or Weekly ? new DigestRhythm(rhythm == Weekly ? on : null, hour) : null;
    }

    private static T OneOf<T>(RequestFields fields, string name, string text, string rule)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Kebab.Of(value) == text)
            {
                return value;
            }
        }

        if (!fields.IsFaulty(name))
        {
            fields.Fault(FieldError.Of(name, text.Length == 0 ? "required" : rule));
        }

        return default;
    }
}
