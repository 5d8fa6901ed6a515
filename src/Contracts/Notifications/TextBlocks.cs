namespace Skiller.Contracts.Notifications;

/// <summary>Follows the blocks of a Markdown text line by line: quotes, lists, code. What it says of a line depends on that and those before it alone.</summary>
internal sealed class TextBlocks
{
    private const int Tab = 4;
    private const int CodeIndent = 4;
    private const int MostDigits = 9;
    private const int LeastMarks = 3;

    // Where the words of the list items begin that the line may belong to.
    private readonly Stack<int> _items = new();
    private Fence? _fence;
    private int _depth;
    private bool _isOpen;

    private int Content => _items.TryPeek(out var column) ? column : 0;

    /// <summary>Reads the next line.</summary>
    /// <returns>What of it is words, empty for code; and whether a paragraph ends before it.</returns>
    public (string Words, bool Begins) Read(string line)
    {
        var (at, depth) = Unquoted(line);
        var (column, start) = Indent(line, at, 0);
        if (_fence is { } fence)
        {
            if (depth >= fence.Depth && (start == line.Length || column >= fence.Content))
            {
                _fence = column - fence.Content < CodeIndent && fence.IsClosedBy(line.AsSpan(start)) ? null : fence;
                return ("", true);
            }

            _fence = null;
        }

        if (start == line.Length)
        {
            _isOpen = false;
            return ("", true);
        }

        // A paragraph goes on without the mark of the quote that it is in.
        if (depth > _depth || (depth < _depth && !_isOpen))
        {
            (_isOpen, _depth) = (false, depth);
            _items.Clear();
        }

        return Words(line, column, start);
    }

    private (string Words, bool Begins) Words(string line, int column, int start)
    {
        var mayBeCode = !_isOpen;
        var begins = mayBeCode;
        _isOpen = false;
        if (mayBeCode)
        {
            Leave(column);
        }

        if (IsRule(line.AsSpan(start)))
        {
            return ("", true);
        }

        while (true)
        {
            if (mayBeCode && column - Content >= CodeIndent)
            {
                return ("", true);
            }

            if (ItemAt(line, start) is not { } end)
            {
                break;
            }

            Leave(column);
            var marked = column + end - start;
            (column, start) = Indent(line, end, marked);
            _items.Push(start == line.Length || column - marked > CodeIndent ? marked + 1 : column);
            if (start == line.Length)
            {
                return ("", true);
            }

            (begins, mayBeCode) = (true, true);
        }

        if (column - Content < CodeIndent && Fence.Of(line.AsSpan(start), _depth, Content) is { } opened)
        {
            _fence = opened;
            return ("", true);
        }

        var isHeading = line[start] == '#';
        _isOpen = !isHeading;
        return (line[start..], begins || isHeading);
    }

    private void Leave(int column)
    {
        while (_items.TryPeek(out var content) && column < content)
        {
            _items.Pop();
        }
    }

    private static (int At, int Depth) Unquoted(string line)
    {
        var (at, depth) = (0, 0);
        while (true)
        {
            var mark = at;
            while (mark < line.Length && mark - at < CodeIndent && line[mark] == ' ')
            {
                mark++;
            }

            if (mark == line.Length || mark - at == CodeIndent || line[mark] != '>')
            {
                return (at, depth);
            }

            at = mark + 1 < line.Length && line[mark + 1] == ' ' ? mark + 2 : mark + 1;
            depth++;
        }
    }

    private static (int Column, int Start) Indent(string line, int at, int column)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            column = line[at] == '\t' ? column + Tab - (column % Tab) : column + 1;
            at++;
        }

        return (column, at);
    }

    // A line across, or the one under a heading.
    private static bool IsRule(ReadOnlySpan<char> text)
    {
        var marks = 0;
        foreach (var c in text)
        {
            if (c == text[0])
            {
                marks++;
            }
            else if (c is not (' ' or '\t'))
            {
                return false;
            }
        }

        return text[0] is '=' or '-' or '*' or '_' && marks >= (text[0] == '=' ? 1 : LeastMarks);
    }

    // Behind the mark of a list item that stands here, null for none.
    private static int? ItemAt(string line, int start)
    {
        var end = start;
        while (end < line.Length && end - start < MostDigits && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        var isMark = end < line.Length && (end > start ? line[end] is '.' or ')' : line[end] is '-' or '*' or '+');
        return isMark && (end + 1 == line.Length || line[end + 1] is ' ' or '\t') ? end + 1 : null;
    }
}
