using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>What lists take in their query: cursor, limit, sort and filters; each at fault is a 400 that names it.</summary>
internal static class ListQuery
{
    public static PageRequest Page(string? cursor, string? limit) => new(cursor, Limit(limit));

    public static TSort Sort<TSort>(string? text, TSort otherwise, params ReadOnlySpan<(string Name, TSort Value)> known)
    {
        if (text is null)
        {
            return otherwise;
        }

        foreach (var (name, value) in known)
        {
            if (text == name)
            {
                return value;
            }
        }

        throw Fault("sort", "unknown-sort");
    }

    public static SkillSlug? Skill(string? text) =>
        text is null ? null : SkillSlug.TryParse(text, out var slug) ? slug : throw Fault("skill", "not-a-skill");

    public static Locale? Language(string? text) =>
        text is null ? null : RequestLanguage.TryParse(text, out var locale) ? locale : throw Fault("locale", "not-a-locale");

    public static RequestRefusedException Fault(string field, string rule, int bound) =>
        new(Refusal.Invalid(FieldError.Of(field, rule, bound.ToString(CultureInfo.InvariantCulture))));

    public static RequestRefusedException Fault(string field, string rule) => new(Refusal.Invalid(FieldError.Of(field, rule)));

    private static int Limit(string? text)
    {
        if (text is null)
        {
            return Limits.PageDefault;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Limits.PageMax
            ? limit
            : throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("limit", "out-of-range", "1", "100")));
    }
}
