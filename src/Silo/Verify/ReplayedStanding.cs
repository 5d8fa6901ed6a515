using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Reputation;

namespace Skiller.Silo.Verify;

/// <summary>A standing recomputed from the log: what the grain must say.</summary>
internal sealed record ReplayedStanding(MemberId Member, Ledger Ledger)
{
    /// <summary>The target that is folded.</summary>
    public string Target => $"{ActivityRouting.MemberNamespace}/{GrainKeys.Of(Member)}";

    public string Shown() => Shown(
        Ledger.Added.Sum(static entry => (long)entry.Points),
        Ledger.Added.SelectMany(static entry => entry.Skills.Select(skill => (Skill: skill, entry.Points)))
            .GroupBy(static part => part.Skill)
            .Select(static skill => (skill.Key, skill.Sum(static part => (long)part.Points))));

    /// <summary>What a grain shows, in the same words; skills in which nothing is left are not told apart from those never touched.</summary>
    public static string Shown(long total, IEnumerable<(SkillSlug Skill, long Points)> skills) => string.Create(
        CultureInfo.InvariantCulture,
        $"total {total}, {string.Join(' ', skills.Where(static s => s.Points != 0).OrderBy(static s => s.Skill).Select(static s => $"{s.Skill}:{s.Points}"))}");
}
