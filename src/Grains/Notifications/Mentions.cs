using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Notifications;

/// <summary>
/// Whom a Markdown text names with <c>@handle</c>. What stands in code is none (<c>@Override</c>, <c>@media</c>), nor what is part of an address or a
/// path. Pure, and part of the meaning of the log: whoever was told yesterday must be told in a rebuild.
/// </summary>
internal static partial class Mentions
{
    private const string Quick = "@";

    /// <summary>The handles in the order of their first place, each once, the first <see cref="Limits.MentionsPerPost"/>.</summary>
    public static ImmutableArray<Handle> In(string? markdown)
    {
        if (markdown is null || !markdown.Contains(Quick, StringComparison.Ordinal))
        {
            return [];
        }

        var found = new List<Handle>();
        var fence = "";
        foreach (var line in markdown.Split('\n'))
        {
            if (Fence(line, fence) is { } changed)
            {
                fence = changed;
            }
            else if (fence.Length == 0)
            {
                Add(found, InlineCode().Replace(line, " "));
            }
        }

        return [.. found.Take(Limits.MentionsPerPost)];
    }

    // The fence that is open after a line that opens or closes one, null for any other line.
    private static string? Fence(string line, string open)
    {
        var text = line.AsSpan().TrimStart(' ');
        if (line.Length - text.Length > 3)
        {
            return null;
        }

        var mark = text.StartsWith("```", StringComparison.Ordinal) ? '`' : text.StartsWith("~~~", StringComparison.Ordinal) ? '~' : ' ';
        var length = text.Length - text.TrimStart(mark).Length;
        if (mark == ' ')
        {
            return null;
        }

        if (open.Length == 0)
        {
            // With a further backtick in the line it is code in a sentence.
            return mark == '`' && text[length..].Contains('`') ? null : new string(mark, length);
        }

        return mark == open[0] && length >= open.Length && text[length..].IsWhiteSpace() ? "" : null;
    }

    private static void Add(List<Handle> found, string line)
    {
        foreach (var match in Named().EnumerateMatches(line))
        {
            if (Handle.TryParse(line.Substring(match.Index + 1, match.Length - 1), out var handle) && !found.Contains(handle))
            {
                found.Add(handle);
            }
        }
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}_@/.\\-])@[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*(?![\p{L}\p{N}_@/]|\.[\p{L}\p{N}])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<marks>`+)(?!`).*?(?<!`)\k<marks>(?!`)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InlineCode();
}
