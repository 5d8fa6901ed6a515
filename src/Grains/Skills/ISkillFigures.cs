using Skiller.Contracts.Skills;

namespace Skiller.Grains.Skills;

/// <summary>What the projections counted for a skill.</summary>
internal interface ISkillFigures
{
    /// <summary>The figures of a skill, null while nobody has used it.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<SkillFigures?> Find(SkillSlug skill, CancellationToken ct);
}

/// <summary>The figures of a skill; <see cref="SkillView"/> says what each counts.</summary>
internal sealed record SkillFigures(long Questions, long Members, long Reputation, long Endorsements, long Followers);
