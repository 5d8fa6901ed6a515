using Skiller.Contracts.Questions;
using Skiller.Grains.Projections;

namespace Skiller.Storage.Projections;

/// <summary>The conditions of a list of questions, and their values.</summary>
internal static class QuestionFilters
{
    /// <summary>The column that sorts, of the rows of questions, or of a skill's where there is one: each order is an index of its table.</summary>
    public static string Key(QuestionFilter filter) => Table(filter) + filter.Sort switch
    {
        QuestionSort.Active => ".active_at",
        QuestionSort.Votes => ".score",
        _ => ".created_at",
    };

    /// <summary>The conditions for the parts of what comes after a place, and the values of all of them.</summary>
    public static (string[] Parts, (string Name, object Value)[] Values) Of(QuestionFilter filter, Place? after)
    {
        var (key, table) = (Key(filter), Table(filter));
        var where = "";
        List<(string Name, object Value)> values = [];
        if (filter.Sort == QuestionSort.Unanswered)
        {
            where += $" and {table}.answers = 0";
        }

        if (filter.Skill is { } skill)
        {
            values.Add(("skill", skill.Value));
        }

        if (filter.Locale is { } locale)
        {
            where += " and locale = @locale";
            values.Add(("locale", (int)locale));
        }

        if (filter.Author is { } author)
        {
            where += " and author = @author";
            values.Add(("author", author.Value));
        }

        return after is { } place
            ? ([$"{where} and {key} = @key and {table}.question < @id", $"{where} and {key} < @key"], [.. values, ("key", place.Key), ("id", place.Id)])
            : ([where], [.. values]);
    }

    private static string Table(QuestionFilter filter) => filter.Skill is null ? "r" : "k";
}
