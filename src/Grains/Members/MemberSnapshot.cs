using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>The stored form of a member's state; how many vouch for a skill, and for how many each, is counted again.</summary>
internal sealed record MemberSnapshot(
    MemberId Id,
    long Version,
    bool Registered,
    string Handle,
    string Name,
    string? Headline,
    string? Bio,
    Locale Locale,
    ImmutableArray<SkillSlug> Skills,
    DateTimeOffset JoinedAt,
    MemberId? InvitedBy,
    int Edits,
    ImmutableArray<EndorsementSnapshot> Endorsements)
{
    public static readonly SnapshotFormat<MemberState> Format = new SnapshotFormat<MemberState, MemberSnapshot>(
        "member", schema: 2, least: 200, SnapshotJson.Default.MemberSnapshot, Of, MemberState.Restore);

    private static MemberSnapshot Of(MemberState state) => new(
        state.Id,
        state.Version,
        state.IsRegistered,
        state.Handle,
        state.Name,
        state.Headline,
        state.Bio,
        state.Locale,
        state.Skills,
        state.JoinedAt,
        state.InvitedBy,
        state.Edits,
        [
            .. state.Endorsements.Select(static e => new EndorsementSnapshot(e.Key.Skill, e.Key.By, e.Value.Note, e.Value.At) { Status = e.Value.Status })
                .OrderBy(static e => e.Skill.Value, StringComparer.Ordinal)
                .ThenBy(static e => e.By.Value),
        ]);
}

internal sealed record EndorsementSnapshot(SkillSlug Skill, MemberId By, string? Note, DateTimeOffset At)
{
    /// <summary>As a number: 0 where nothing was answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public EndorsementStatus Status { get; init; }
}
