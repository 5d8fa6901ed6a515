using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Notifications;

/// <summary>
/// Whom a Markdown text names with <c>@handle</c>: the one rule by which members are told and by which their names become links. What stands in code
/// is none (<c>@Override</c>, <c>@media</c>), nor what stands in a link or is part of an address or a path. Pure, and part of the meaning of the log:
/// whoever was told yesterday must be told in a rebuild.
/// </summary>
public static partial class Mentions
{
    private const string Quick = "@";

    private const string Named = @"(?<![\p{L}\p{N}_@/.\\-])@[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*(?![\p{L}\p{N}_@/]|\.[\p{L}\p{N}])";

    /// <summary>The handles in the order of their first place, each once, the first <see cref="Limits.MentionsPerPost"/>.</summary>
    /// <param name="markdown">The text as it is stored, null: none.</param>
    public static ImmutableArray<Handle> In(string? markdown)
    {
        if (markdown is null || !markdown.Contains(Quick, StringComparison.Ordinal))
        {
            return [];
        }

        var found = new List<Handle>();
        foreach (var words in RunningText.Of(markdown))
        {
            Add(found, words);
        }

        return [.. found.Take(Limits.MentionsPerPost)];
    }

    /// <summary>The handle that is named at a place of running text, null for none; whether it counts, <see cref="In"/> of the whole text says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where an <c>@</c> stands in it.</param>
    public static Handle? At(string text, int start)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = NamedHere().Match(text, start);
        return match.Success && Handle.TryParse(match.Value[1..], out var handle) ? handle : null;
    }

    private static void Add(List<Handle> found, string words)
    {
        foreach (var match in NamedAnywhere().EnumerateMatches(words))
        {
            if (Handle.TryParse(words.Substring(match.Index + 1, match.Length - 1), out var handle) && !found.Contains(handle))
            {
                found.Add(handle);
            }
        }
    }

    [GeneratedRegex(Named, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamedAnywhere();

    [GeneratedRegex(@"\G" + Named, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamedHere();
}
