using Skiller.Contracts.Questions;
using Skiller.Grains.Projections;

namespace Skiller.Storage.Projections;

/// <summary>The conditions of a list of questions, and their values.</summary>
internal static class QuestionFilters
{
    public static (string Where, List<(string Name, object Value)> Values) Of(QuestionFilter filter, string key, Place? after)
    {
        List<string> conditions = [];
        List<(string Name, object Value)> values = [];
        if (filter.Sort == QuestionSort.Unanswered)
        {
            conditions.Add("answers = 0");
        }

        if (filter.Skill is { } skill)
        {
            conditions.Add("exists (select 1 from question_skill k where k.question = r.question and k.skill = @skill)");
            values.Add(("skill", skill.Value));
        }

        if (filter.Locale is { } locale)
        {
            conditions.Add("locale = @locale");
            values.Add(("locale", (int)locale));
        }

        if (filter.Author is { } author)
        {
            conditions.Add("author = @author");
            values.Add(("author", author.Value));
        }

        if (after is { } place)
        {
            conditions.Add($"({key} < @key or ({key} = @key and r.question < @id))");
            values.AddRange([("key", place.Key), ("id", place.Id)]);
        }

        return (string.Concat(conditions.Select(static condition => $" and {condition}")), values);
    }
}
