using Skiller.Contracts.Skills;

namespace Skiller.Storage.Projections;

/// <summary>What makes a member stand on the board of a skill.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Declared">The member says that they have it.</param>
/// <param name="Endorsements">How many peers vouch for it.</param>
/// <param name="Scored">Their ledger has entries in it.</param>
internal readonly record struct MemberSkill(SkillSlug Skill, bool Declared, int Endorsements, bool Scored)
{
    /// <summary>How many members of the skill this is: the condition of the index <c>member_skill_best</c>.</summary>
    public int Count => Declared || Endorsements > 0 || Scored ? 1 : 0;

    public static MemberSkill None(SkillSlug skill) => new(skill, false, 0, false);
}
