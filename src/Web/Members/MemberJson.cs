using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Skiller.Contracts;

namespace Skiller.Web.Members;

/// <summary>A member; email and role only for themself. <c>followerCount</c>: up to a second old, null: not known now.</summary>
public sealed record MemberJson(
    string Id,
    string Handle,
    string Url,
    string Name,
    string? Headline,
    string? Bio,
    string? BioHtml,
    string Locale,
    long Reputation,
    IReadOnlyList<MemberSkillJson> Skills,
    IReadOnlyList<BadgeJson> Badges,
    DateTimeOffset JoinedAt,
    int Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role)
{
    public long? FollowerCount { get; init; }
}

/// <summary>A skill of a member: declared, vouched for by peers, or with reputation in it.</summary>
public sealed record MemberSkillJson(string Slug, string Name, long Reputation, int Endorsements, bool Declared);

/// <summary>A badge of a member.</summary>
public sealed record BadgeJson(string Slug, string Name);

/// <summary>One row of a list of members; reputation and endorsements are those in the list's skill.</summary>
public sealed record MemberListItemJson(
    string Id,
    string Handle,
    string Url,
    string Name,
    string? Headline,
    long Reputation,
    int Endorsements,
    DateTimeOffset JoinedAt);

/// <summary>Changes one's profile; what is absent stays, a null or empty text is cleared.</summary>
internal sealed record EditProfileRequest(
    [property: StringLength(Limits.NameMax, MinimumLength = 1)] string? Name = null,
    [property: StringLength(Limits.HeadlineMax)] string? Headline = null,
    [property: StringLength(Limits.BioMax)] string? Bio = null,
    [property: AllowedValues("fr", "en")] string? Locale = null,
    [property: MaxLength(Limits.SkillsPerMember)] IReadOnlyList<string>? Skills = null);
