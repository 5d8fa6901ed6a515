using System.Collections.Immutable;
using System.Data.Common;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Projections;

/// <summary>Writes what changes in the rows of members and skills.</summary>
internal static class MemberWrites
{
    /// <summary>Whether a change is about what standings write of, too.</summary>
    public static bool IsOfMember(ListChange change) =>
        change is ListChange.MemberAdded or ListChange.MemberEdited or ListChange.EndorsementsMoved;

    public static async ValueTask Write(ISqlSession session, SqlText sql, ListChange change, SkillCounts counts)
    {
        switch (change)
        {
            case ListChange.MemberAdded added:
                session.Send(
                    sql["add-member"],
                    ("member", added.Member.Value),
                    ("handle", added.Handle),
                    ("name", added.Name),
                    ("headline", added.Headline ?? ""),
                    ("at", UnixMicroseconds.Of(added.At)));
                await Declare(session, sql, added.Member.Value, added.Skills, counts);
                break;
            case ListChange.MemberEdited edited:
                await Edit(session, sql, edited, counts);
                break;
            case ListChange.EndorsementsMoved moved:
                await Endorse(session, sql, moved, counts);
                break;
            case ListChange.SkillDescribed described:
                counts.Add(described.Skill);
                break;
        }
    }

    private static async ValueTask Edit(ISqlSession session, SqlText sql, ListChange.MemberEdited edited, SkillCounts counts)
    {
        if (edited.Name is { } name)
        {
            session.Send(sql["set-name"], ("member", edited.Member.Value), ("name", name));
        }

        if (edited.Headline is { } headline)
        {
            session.Send(sql["set-headline"], ("member", edited.Member.Value), ("headline", headline));
        }

        if (edited.Skills is { } skills)
        {
            await Declare(session, sql, edited.Member.Value, skills, counts);
        }
    }

    private static async ValueTask Declare(ISqlSession session, SqlText sql, long member, ImmutableArray<SkillSlug> skills, SkillCounts counts)
    {
        var rows = await session.Query(sql["skills-of-member"], Row, ("member", member));
        var known = rows.ToDictionary(static row => row.Skill);
        foreach (var skill in rows.Where(static row => row.Declared).Select(static row => row.Skill).Union(skills))
        {
            var before = known.GetValueOrDefault(skill, MemberSkill.None(skill));
            var after = before with { Declared = skills.Contains(skill) };
            if (after != before)
            {
                session.Send(sql["declare"], ("member", member), ("skill", skill.Value), ("declared", after.Declared ? 1 : 0));
            }

            counts.Add(skill, members: after.Count - before.Count);
        }
    }

    private static async ValueTask Endorse(ISqlSession session, SqlText sql, ListChange.EndorsementsMoved moved, SkillCounts counts)
    {
        (string, object) member = ("member", moved.Member.Value);
        (string, object) skill = ("skill", moved.Skill.Value);
        (string, object) delta = ("delta", moved.Delta);
        var before = await session.Query(sql["skill-of-member"], Row, member, skill) is [var row] ? row : MemberSkill.None(moved.Skill);
        var after = before with { Endorsements = before.Endorsements + moved.Delta };
        session.Send(sql["move-endorsements"], member, skill, delta);
        session.Send(sql["move-all-endorsements"], member, delta);
        counts.Add(moved.Skill, members: after.Count - before.Count, endorsements: moved.Delta);
    }

    private static MemberSkill Row(DbDataReader row) =>
        new(SkillSlug.Parse(row.GetString(0)), row.GetInt32(1) == 1, row.GetInt32(2), row.GetInt32(3) == 1);
}
