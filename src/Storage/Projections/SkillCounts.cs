using System.Collections.Immutable;
using Skiller.Contracts.Skills;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Projections;

/// <summary>
/// What a transaction adds to the counts of skills. Written at its end, by name: the rows of skills are the last that anybody takes, and
/// everybody takes them in one order, so that nobody waits for another in a circle, nor long for a skill that all write of.
/// </summary>
internal sealed class SkillCounts
{
    private static readonly SqlText _sql = SqlText.Load("Projections.lists.sql");
    private readonly SortedDictionary<string, Counts> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Skill, string Other), int> _beside = [];

    /// <summary>Adds to a skill's counts; zeros only make it known.</summary>
    public void Add(SkillSlug skill, int questions = 0, int members = 0, long reputation = 0, int endorsements = 0)
    {
        var known = _added.GetValueOrDefault(skill.Value);
        _added[skill.Value] = new Counts(
            known.Questions + questions,
            known.Members + members,
            known.Reputation + reputation,
            known.Endorsements + endorsements);
    }

    /// <summary>Adds a question to the counts of its skills and of what stands beside each, or takes it off.</summary>
    public void Questions(ImmutableArray<SkillSlug> skills, int delta)
    {
        foreach (var skill in skills)
        {
            Add(skill, questions: delta);
            foreach (var other in skills.Where(other => other != skill))
            {
                _beside[(skill.Value, other.Value)] = _beside.GetValueOrDefault((skill.Value, other.Value)) + delta;
            }
        }
    }

    public void Write(ISqlSession session)
    {
        session.Send(
            _sql["move-skills"],
            [
                .. _added.Select(static pair => new (string, object)[]
                {
                    ("skill", pair.Key), ("questions", pair.Value.Questions), ("members", pair.Value.Members), ("reputation", pair.Value.Reputation),
                    ("endorsements", pair.Value.Endorsements),
                }),
            ]);
        session.Send(
            _sql["move-pairs"],
            [
                .. _beside.Where(static pair => pair.Value != 0)
                    .OrderBy(static pair => pair.Key.Skill, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Other, StringComparer.Ordinal)
                    .Select(static pair => new (string, object)[] { ("skill", pair.Key.Skill), ("other", pair.Key.Other), ("questions", pair.Value) }),
            ]);
    }

    private readonly record struct Counts(int Questions, int Members, long Reputation, int Endorsements);
}
