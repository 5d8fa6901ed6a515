using System.Globalization;
using System.Text;

namespace Skiller.Web.Questions;

/// <summary>A title's words in a link: ASCII letters and digits with single hyphens, at most 80 characters; for reading only.</summary>
internal static class TitleSlug
{
    private const int MaxLength = 80;

    public static string Of(string title)
    {
        var slug = new StringBuilder(MaxLength);
        foreach (var c in Decomposed(title))
        {
            if (slug.Length >= MaxLength)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length > 0 ? text : "question";
    }

    private static string Decomposed(string title) =>
        title.Replace("œ", "oe", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD);
}
