using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Reputation;

/// <summary>The rows of ledgers and standings. Derived from the log: they can be dropped and folded again.</summary>
internal interface IStandingStore
{
    /// <summary>A member's sums and mark; empty when nothing was written.</summary>
    Task<StoredStanding> Load(MemberId member, CancellationToken ct);

    /// <summary>What a fold needs to see of the written ledger.</summary>
    Task<LedgerSlice> Find(MemberId member, LedgerNeeds needs, CancellationToken ct);

    /// <summary>Writes entries, sums and mark together, if the stored mark still is the one that was loaded.</summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(StandingWrite write, CancellationToken ct);

    /// <summary>The written entries in outline; of late are those of the days after <paramref name="before"/>.</summary>
    Task<StandingOutline> Outline(MemberId member, DateOnly before, CancellationToken ct);

    /// <summary>The member's own answers that gave most in each skill, at most three, the best first.</summary>
    Task<ImmutableArray<SkillAnswers>> Best(MemberId member, CancellationToken ct);

    /// <summary>Entries before a place, newest first.</summary>
    Task<IReadOnlyList<LedgerEntry>> Page(MemberId member, SkillSlug? skill, long beforePosition, long beforeOrdinal, int limit, CancellationToken ct);
}

/// <summary>The sums of a member as they are written.</summary>
internal sealed record StoredStanding(long Mark, long Total, ImmutableDictionary<SkillSlug, long> Skills)
{
    public static StoredStanding Empty { get; } = new(0, 0, ImmutableDictionary<SkillSlug, long>.Empty);
}

/// <summary>What is written at once.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Loaded">The mark that the stored row must have, 0 for none.</param>
/// <param name="Mark">The new mark.</param>
/// <param name="Total">The new total.</param>
/// <param name="Skills">The new sums of the skills that changed.</param>
/// <param name="Entries">The new entries.</param>
internal sealed record StandingWrite(
    MemberId Member,
    long Loaded,
    long Mark,
    long Total,
    ImmutableDictionary<SkillSlug, long> Skills,
    IReadOnlyList<LedgerEntry> Entries);
