using System.Globalization;
using Skiller.Contracts.Questions;

namespace Skiller.Silo.Verify;

/// <summary>
/// Tells texts apart without keeping them: FNV-1a over UTF-16 code units. Chance mistakes one of 10^19 for another; nobody is kept out by it, so
/// it need not withstand intent.
/// </summary>
internal static class Fingerprint
{
    /// <summary>That of nothing, with which a sequence begins.</summary>
    public const ulong Nothing = 14_695_981_039_346_656_037;

    private const ulong Prime = 1_099_511_628_211;

    /// <summary>That of a text after what came before it.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong before = Nothing)
    {
        foreach (var unit in text)
        {
            before = (before ^ unit) * Prime;
        }

        return before;
    }

    /// <summary>That of a comment after those before it.</summary>
    public static ulong Of(CommentId comment, ulong text, ulong before) =>
        Of(string.Create(CultureInfo.InvariantCulture, $"|{comment.Value}|{text:x16}"), before);
}
