using System.Collections.Immutable;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Projections;

/// <summary>Writes what changes in the rows of members and skills.</summary>
internal static class MemberWrites
{
    public static async ValueTask Write(ISqlSession session, SqlText sql, ListChange change)
    {
        switch (change)
        {
            case ListChange.MemberAdded added:
                await session.Execute(
                    sql["add-member"],
                    ("member", added.Member.Value),
                    ("handle", added.Handle),
                    ("name", added.Name),
                    ("headline", added.Headline ?? ""),
                    ("at", UnixMicroseconds.Of(added.At)));
                await Declare(session, sql, added.Member.Value, added.Skills);
                break;
            case ListChange.MemberEdited edited:
                await Edit(session, sql, edited);
                break;
            case ListChange.EndorsementsMoved moved:
                await session.Execute(sql["know-skill"], ("skill", moved.Skill.Value));
                await session.Execute(
                    sql["move-endorsements"],
                    ("member", moved.Member.Value),
                    ("skill", moved.Skill.Value),
                    ("delta", moved.Delta));
                break;
            case ListChange.SkillDescribed described:
                await session.Execute(sql["know-skill"], ("skill", described.Skill.Value));
                break;
        }
    }

    private static async ValueTask Edit(ISqlSession session, SqlText sql, ListChange.MemberEdited edited)
    {
        if (edited.Name is { } name)
        {
            await session.Execute(sql["set-name"], ("member", edited.Member.Value), ("name", name));
        }

        if (edited.Headline is { } headline)
        {
            await session.Execute(sql["set-headline"], ("member", edited.Member.Value), ("headline", headline));
        }

        if (edited.Skills is { } skills)
        {
            await session.Execute(sql["declare-none"], ("member", edited.Member.Value));
            await Declare(session, sql, edited.Member.Value, skills);
        }
    }

    private static async ValueTask Declare(ISqlSession session, SqlText sql, long member, ImmutableArray<SkillSlug> skills)
    {
        foreach (var skill in skills)
        {
            await session.Execute(sql["know-skill"], ("skill", skill.Value));
            await session.Execute(sql["declare"], ("member", member), ("skill", skill.Value));
        }
    }
}
