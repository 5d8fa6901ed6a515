using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>A member joined, or was imported (then <paramref name="Imported"/>).</summary>
[ActivityKind("member-registered")]
internal sealed record MemberRegistered(
    [property: Personal] string? Handle,
    [property: Personal] string? Name,
    [property: Personal] string? Headline,
    [property: Personal] string? Bio,
    Locale Locale,
    ImmutableArray<SkillSlug> Skills,
    MemberId? InvitedBy,
    bool Imported) : Fact;

/// <summary>A profile was edited; null left a field as it was, an empty text cleared it.</summary>
[ActivityKind("profile-edited")]
internal sealed record ProfileEdited(
    [property: Personal] string? Name,
    [property: Personal] string? Headline,
    [property: Personal] string? Bio,
    Locale? Locale,
    ImmutableArray<SkillSlug>? Skills) : Fact;

/// <summary>A peer vouched for a skill, or replaced the note (then <paramref name="Renewed"/>).</summary>
[ActivityKind("skill-endorsed")]
internal sealed record SkillEndorsed(MemberId By, SkillSlug Skill, [property: Personal] string? Note, bool Renewed) : Fact;

/// <summary>An endorsement was taken back; <paramref name="WasHidden"/>: it was not counted any more.</summary>
[ActivityKind("endorsement-withdrawn")]
internal sealed record EndorsementWithdrawn(
    MemberId By,
    SkillSlug Skill,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool WasHidden = false) : Fact;

/// <summary>The endorsed accepted an endorsement, or hid it; <paramref name="WasHidden"/>: it was hidden before.</summary>
[ActivityKind("endorsement-answered")]
internal sealed record EndorsementAnswered(MemberId By, SkillSlug Skill, bool Hidden, bool WasHidden) : Fact;

/// <summary>A handle belongs to a member; the only fact of its stream, so that there is one.</summary>
[ActivityKind("handle-claimed")]
internal sealed record HandleClaimed(MemberId Member) : Fact;
