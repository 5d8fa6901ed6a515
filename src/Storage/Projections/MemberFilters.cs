using System.Globalization;
using Skiller.Grains.Projections;

namespace Skiller.Storage.Projections;

/// <summary>The conditions of a list of members, and their values.</summary>
internal static class MemberFilters
{
    // Comes after every letter.
    private const string Last = "\U0010FFFF";

    /// <summary>The query, the condition on names, the conditions for the parts of what comes after a place, and the values of all of them.</summary>
    public static (string Query, string Named, string[] Parts, (string Name, object Value)[] Values) Of(MemberFilter filter, Place? after)
    {
        var (query, points, member) = filter switch
        {
            { Skill: null } => ("members", "total", "member"),
            { Before: null } => ("members-of-skill", "k.points", "k.member"),
            _ => ("members-of-skill-since", "sum(points)", "member"),
        };
        var named = "";
        List<(string, object)> values = [];
        foreach (var (number, word) in filter.Words.Index())
        {
            named += string.Create(CultureInfo.InvariantCulture, $" and {member} in (select n.member from search_name n where n.word >= @w{number} and n.word < @e{number})");
            values.AddRange([(string.Create(CultureInfo.InvariantCulture, $"w{number}"), word), (string.Create(CultureInfo.InvariantCulture, $"e{number}"), word + Last)]);
        }

        if (filter.Skill is { } skill)
        {
            values.Add(("skill", skill.Value));
        }

        if (filter is { Skill: not null, Before: { } before })
        {
            values.Add(("before", before.DayNumber));
        }

        return after is { } place
            ? (query, named, [$"and {points} = @key and {member} > @id", $"and {points} < @key"], [.. values, ("key", place.Key), ("id", place.Id)])
            : (query, named, [""], [.. values]);
    }
}
