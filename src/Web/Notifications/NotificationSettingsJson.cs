using System.ComponentModel.DataAnnotations;

namespace Skiller.Web.Notifications;

/// <summary>
/// What one is told of, where and when: for each topic <c>never</c>, <c>site</c>, <c>digest</c> or <c>at-once</c>. <c>quietFrom</c> and
/// <c>quietTo</c> are local times such as <c>20:00</c>, both null when no hours are quiet; <c>digest</c> is <c>never</c>, <c>daily</c> or <c>weekly</c>.
/// </summary>
internal sealed record NotificationSettingsJson(
    string Answer,
    string FollowedAnswer,
    string Comment,
    string Mention,
    string Acceptance,
    string Endorsement,
    string InvitationUsed,
    string Edit,
    string Moderation,
    string Points,
    string? QuietFrom,
    string? QuietTo,
    string Digest,
    string? DigestDay,
    int? DigestHour);

/// <summary>All of what <see cref="NotificationSettingsJson"/> shows; what may be null may be left out.</summary>
internal sealed record ChooseNotificationsRequest(
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Answer,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string FollowedAnswer,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Comment,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Mention,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Acceptance,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Endorsement,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string InvitationUsed,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Edit,
    [property: Required, AllowedValues("never", "site", "digest", "at-once")] string Moderation,
    [property: Required, AllowedValues("never", "site", "digest")] string Points,
    [property: Required, AllowedValues("never", "daily", "weekly")] string Digest,
    [property: RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")] string? QuietFrom = null,
    [property: RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")] string? QuietTo = null,
    [property: AllowedValues("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")] string? DigestDay = null,
    [property: Range(0, 23)] int? DigestHour = null);
