using System.Text;
using System.Text.RegularExpressions;

namespace Skiller.Contracts.Notifications;

/// <summary>
/// What of a Markdown text is read as words: its paragraphs without code, links and addresses. Where a reader of Markdown could see it either way, it is
/// left out. Pure; as <see cref="Mentions"/>, whose half it is, part of the meaning of the log.
/// </summary>
internal static partial class RunningText
{
    public static IEnumerable<string> Of(string markdown)
    {
        var hasDefinitions = Definition().IsMatch(markdown);
        foreach (var paragraph in Paragraphs(markdown))
        {
            var words = InlineCode().Replace(paragraph, " ");
            words = Definition().Replace(words, " ");
            words = Link().Replace(words, " ");
            words = Address().Replace(words, " ");
            yield return hasDefinitions ? Reference().Replace(words, " ") : words;
        }
    }

    // Code of fences and of indented blocks is in none of them.
    private static IEnumerable<string> Paragraphs(string markdown)
    {
        var paragraph = new StringBuilder();
        var blocks = new TextBlocks();
        foreach (var raw in markdown.Split('\n'))
        {
            var (line, begins) = blocks.Read(raw.TrimEnd('\r'));
            if (begins && paragraph.Length > 0)
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }

            if (line.Length > 0)
            {
                paragraph.Append(line).Append('\n');
            }
        }

        yield return paragraph.ToString();
    }

    [GeneratedRegex(
        @"(?<!`)(?<marks>`+)(?!`).*?(?<!`)\k<marks>(?!`)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^[ >]*\[[^\[\]\n]+\]:.*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Definition();

    [GeneratedRegex(
        @"!?\[(?>(?:[^\[\]]+|\[[^\[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[[^\[\]]*\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?:(?:https?|ftp)://|mailto:|tel:|www\.)\S*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address();
}
