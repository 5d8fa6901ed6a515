using Skiller.Contracts;

namespace Skiller.Grains.Search;

/// <summary>The descriptions of a skill in one text that is searched: a line for French, one for English; a single line is for both.</summary>
internal static class SkillTexts
{
    /// <summary>The text with another description.</summary>
    /// <param name="body">The text until now.</param>
    /// <param name="description">Markdown, empty for none.</param>
    /// <param name="locale">Its language, null: for readers of both.</param>
    public static string With(string body, string description, Locale? locale)
    {
        var (french, english) = Lines(body);
        var plain = PlainWriting.Of(description);
        return locale switch
        {
            null => plain,
            Locale.En => Joined(french, plain),
            _ => Joined(plain, english),
        };
    }

    /// <summary>The descriptions, that of a reader's language first; one for readers of both is of none.</summary>
    public static IEnumerable<(string Text, Locale? Locale)> For(string body, Locale reader)
    {
        var (french, english) = Lines(body);
        return french == english ? [(body, null)]
            : reader == Locale.En ? [(english, Locale.En), (french, Locale.Fr)]
            : [(french, Locale.Fr), (english, Locale.En)];
    }

    private static string Joined(string french, string english) => french == english ? french : $"{french}\n{english}";

    private static (string French, string English) Lines(string body) =>
        body.Split('\n', 2) is [var french, var english] ? (french, english) : (body, body);
}
