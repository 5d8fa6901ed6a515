using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>A member's profile and who vouches for which skill of theirs.</summary>
internal sealed record MemberState : IAggregateState<MemberState>
{
    private MemberState(MemberId id) => Id = id;

    public MemberId Id { get; }

    public long Version { get; private init; }

    /// <summary>Whether somebody has this number.</summary>
    public bool IsRegistered { get; private init; }

    public string Handle { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string? Headline { get; private init; }

    public string? Bio { get; private init; }

    public Locale Locale { get; private init; }

    public ImmutableArray<SkillSlug> Skills { get; private init; } = [];

    public DateTimeOffset JoinedAt { get; private init; }

    public MemberId? InvitedBy { get; private init; }

    public int Edits { get; private init; }

    /// <summary>What those say who vouch, and what the member made of it.</summary>
    public ImmutableDictionary<Endorsement, Vouched> Endorsements { get; private init; } = ImmutableDictionary<Endorsement, Vouched>.Empty;

    /// <summary>How many vouch for each skill, those with at least one that is not hidden.</summary>
    public ImmutableSortedDictionary<SkillSlug, int> Endorsers { get; private init; } = ImmutableSortedDictionary<SkillSlug, int>.Empty;

    /// <summary>How many skills of theirs each peer vouches for, those with at least one.</summary>
    public ImmutableDictionary<MemberId, int> SkillsByPeer { get; private init; } = ImmutableDictionary<MemberId, int>.Empty;

    /// <summary>Whether the member's own state shows that somebody has used a skill.</summary>
    public bool Uses(SkillSlug skill) => Skills.Contains(skill) || Endorsers.ContainsKey(skill);

    public static MemberState Initial(string stream) =>
        new(new MemberId(long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)));

    /// <summary>The state that a snapshot holds.</summary>
    public static MemberState Restore(MemberSnapshot kept) => new(kept.Id)
    {
        Version = kept.Version,
        IsRegistered = kept.Registered,
        Handle = kept.Handle,
        Name = kept.Name,
        Headline = kept.Headline,
        Bio = kept.Bio,
        Locale = kept.Locale,
        Skills = kept.Skills,
        JoinedAt = kept.JoinedAt,
        InvitedBy = kept.InvitedBy,
        Edits = kept.Edits,
        Endorsements = kept.Endorsements.ToImmutableDictionary(static e => new Endorsement(e.Skill, e.By), static e => new Vouched(e.Note, e.Status, e.At)),
        Endorsers = kept.Endorsements.Where(static e => e.Status != EndorsementStatus.Hidden).GroupBy(static e => e.Skill).ToImmutableSortedDictionary(static of => of.Key, static of => of.Count()),
        SkillsByPeer = kept.Endorsements.GroupBy(static e => e.By).ToImmutableDictionary(static of => of.Key, static of => of.Count()),
    };

    public MemberState Apply(Fact fact, Occurrence occurrence) => Next(fact, occurrence) with { Version = occurrence.Version };

    private MemberState Next(Fact fact, Occurrence at) => fact switch
    {
        MemberRegistered registered => this with
        {
            IsRegistered = true,
            Handle = registered.Handle ?? "",
            Name = registered.Name ?? "",
            Headline = registered.Headline,
            Bio = registered.Bio,
            Locale = registered.Locale,
            Skills = registered.Skills,
            JoinedAt = at.At,
            InvitedBy = registered.InvitedBy,
        },
        ProfileEdited edited => this with
        {
            Name = edited.Name ?? Name,
            Headline = Changed(Headline, edited.Headline),
            Bio = Changed(Bio, edited.Bio),
            Locale = edited.Locale ?? Locale,
            Skills = edited.Skills ?? Skills,
            Edits = Edits + 1,
        },
        SkillEndorsed endorsed => Endorsed(new Endorsement(endorsed.Skill, endorsed.By), endorsed.Note, at.At),
        EndorsementAnswered answered => Answered(new Endorsement(answered.Skill, answered.By), answered.Hidden ? EndorsementStatus.Hidden : EndorsementStatus.Accepted),
        EndorsementWithdrawn withdrawn => Withdrawn(new Endorsement(withdrawn.Skill, withdrawn.By)),
        _ => this,
    };

    private static string? Changed(string? before, string? edit) => edit switch { null => before, "" => null, _ => edit };

    // A new note is new to its reader, unless they wanted none of that peer's.
    private MemberState Endorsed(Endorsement endorsement, string? note, DateTimeOffset at) => Endorsements.TryGetValue(endorsement, out var before)
        ? this with { Endorsements = Endorsements.SetItem(endorsement, new Vouched(note, before.Status == EndorsementStatus.Hidden ? before.Status : EndorsementStatus.New, at)) }
        : this with
        {
            Endorsements = Endorsements.Add(endorsement, new Vouched(note, EndorsementStatus.New, at)),
            Endorsers = Counted(Endorsers, endorsement.Skill, 1),
            SkillsByPeer = Counted(SkillsByPeer, endorsement.By, 1),
        };

    private MemberState Answered(Endorsement endorsement, EndorsementStatus answer) => Endorsements.TryGetValue(endorsement, out var before)
        ? this with
        {
            Endorsements = Endorsements.SetItem(endorsement, before with { Status = answer }),
            Endorsers = Counted(Endorsers, endorsement.Skill, Count(answer) - Count(before.Status)),
        }
        : this;

    private MemberState Withdrawn(Endorsement endorsement) => Endorsements.TryGetValue(endorsement, out var before)
        ? this with
        {
            Endorsements = Endorsements.Remove(endorsement),
            Endorsers = Counted(Endorsers, endorsement.Skill, -Count(before.Status)),
            SkillsByPeer = Counted(SkillsByPeer, endorsement.By, -1),
        }
        : this;

    private static int Count(EndorsementStatus status) => status == EndorsementStatus.Hidden ? 0 : 1;

    private static ImmutableSortedDictionary<SkillSlug, int> Counted(ImmutableSortedDictionary<SkillSlug, int> counts, SkillSlug skill, int more) =>
        counts.GetValueOrDefault(skill) + more is not 0 and var count ? counts.SetItem(skill, count) : counts.Remove(skill);

    private static ImmutableDictionary<MemberId, int> Counted(ImmutableDictionary<MemberId, int> counts, MemberId peer, int more) =>
        counts.GetValueOrDefault(peer) + more is not 0 and var count ? counts.SetItem(peer, count) : counts.Remove(peer);
}

/// <summary>That a peer vouches for a skill.</summary>
internal readonly record struct Endorsement(SkillSlug Skill, MemberId By);

/// <summary>What a peer says of a skill, what the endorsed made of it, and when it was said.</summary>
internal readonly record struct Vouched(string? Note, EndorsementStatus Status, DateTimeOffset At);
