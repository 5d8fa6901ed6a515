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
        var (query, points, member) = Names(filter);
        var named = "";
        List<(string, object)> values = [];
        foreach (var (number, word) in filter.Words.Index())
        {
            named += string.Create(CultureInfo.InvariantCulture, $" and {member} in (select n.member from search_name n where n.word >= @w{number} and n.word < @e{number})");
            values.AddRange([(string.Create(CultureInfo.InvariantCulture, $"w{number}"), word), (string.Create(CultureInfo.InvariantCulture, $"e{number}"), word + Last)]);
        }

        values.AddRange(Of(filter));
        return after is { } place
            ? (query, named, [$"and {points} = @key and {member} > @id", $"and {points} < @key"], [.. values, ("key", place.Key), ("id", place.Id)])
            : (query, named, [""], [.. values]);
    }

    /// <summary>The query that counts who comes until a place, the conditions for those of as many points and for those of more, and their values.</summary>
    public static (string Query, (string Equal, string Above) Parts, (string Name, object Value)[] Values) Until(MemberFilter filter, Place place)
    {
        var (query, points, member) = Names(filter);
        return ($"{query}-until", ($"and {points} = @key and {member} <= @id", $"and {points} > @key"), [.. Of(filter), ("key", place.Key), ("id", place.Id)]);
    }

    private static (string Query, string Points, string Member) Names(MemberFilter filter) => filter switch
    {
        { Skill: null } => ("members", "total", "member"),
        { Before: null } => ("members-of-skill", "k.points", "k.member"),
        _ => ("members-of-skill-since", "sum(points)", "member"),
    };

    private static IEnumerable<(string Name, object Value)> Of(MemberFilter filter)
    {
        if (filter.Skill is { } skill)
        {
            yield return ("skill", skill.Value);
        }

        if (filter is { Skill: not null, Before: { } before })
        {
            yield return ("before", before.DayNumber);
        }
    }
}
