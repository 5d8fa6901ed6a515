namespace Skiller.Contracts.Notifications;

/// <summary>The fence of a block of code.</summary>
/// <param name="Mark">Of what it is made.</param>
/// <param name="Length">Of how many.</param>
/// <param name="Depth">In how many quotes it stands.</param>
/// <param name="Content">Where the words of the list item begin that it stands in.</param>
internal sealed record Fence(char Mark, int Length, int Depth, int Content)
{
    private const int Least = 3;

    /// <summary>The fence that a line opens, null: none.</summary>
    public static Fence? Of(ReadOnlySpan<char> text, int depth, int content)
    {
        var mark = text[0];
        var length = text.Length - text.TrimStart(mark).Length;

        // With a further backtick in the line it is code in a sentence.
        return mark is '`' or '~' && length >= Least && !(mark == '`' && text[length..].Contains('`')) ? new Fence(mark, length, depth, content) : null;
    }

    /// <summary>Whether a line ends it.</summary>
    public bool IsClosedBy(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart(Mark);
        return text.Length - rest.Length >= Length && rest.IsWhiteSpace();
    }
}
