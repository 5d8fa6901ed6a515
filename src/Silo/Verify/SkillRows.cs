using System.Globalization;
using Skiller.Contracts.Skills;
using Skiller.Grains.Reputation;

namespace Skiller.Silo.Verify;

/// <summary>The counts that skills must have.</summary>
internal static class SkillRows
{
    public static IEnumerable<(SkillSlug Skill, string Value)> Of(
        IEnumerable<SkillSlug> skills,
        IEnumerable<ReplayedQuestion> questions,
        IEnumerable<ReplayedMember> members,
        IEnumerable<KeyValuePair<long, Ledger>> ledgers)
    {
        var uses = questions.Where(static question => !question.Hidden).SelectMany(static question => question.Skills)
            .CountBy(static skill => skill).ToDictionary();
        var listed = new HashSet<(SkillSlug Skill, long Member)>();
        var points = new Dictionary<SkillSlug, long>();
        var endorsements = new Dictionary<SkillSlug, long>();
        foreach (var (member, ledger) in ledgers)
        {
            foreach (var (skill, given) in ledger.Added.SelectMany(static entry => entry.Skills.Select(skill => (skill, entry.Points))))
            {
                points[skill] = points.GetValueOrDefault(skill) + given;
                listed.Add((skill, member));
            }
        }

        foreach (var member in members)
        {
            foreach (var (skill, _, peers) in member.Listed())
            {
                endorsements[skill] = endorsements.GetValueOrDefault(skill) + peers;
                listed.Add((skill, member.Id));
            }
        }

        var counts = listed.CountBy(static pair => pair.Skill).ToDictionary();
        return skills.Select(skill => (skill, string.Create(
            CultureInfo.InvariantCulture,
            $"{uses.GetValueOrDefault(skill)}|{counts.GetValueOrDefault(skill)}|{points.GetValueOrDefault(skill)}|{endorsements.GetValueOrDefault(skill)}")));
    }

    /// <summary>In how many questions that are shown each skill stands beside each other.</summary>
    public static IEnumerable<(string Pair, string Value)> Pairs(IEnumerable<ReplayedQuestion> questions) => questions
        .Where(static question => !question.Hidden)
        .SelectMany(static question => question.Skills.SelectMany(skill => question.Skills.Where(other => other != skill).Select(other => $"{skill}/{other}")))
        .CountBy(static pair => pair)
        .Select(static pair => (pair.Key, pair.Value.ToString(CultureInfo.InvariantCulture)));
}
