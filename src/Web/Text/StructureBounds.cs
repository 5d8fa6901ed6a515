namespace Skiller.Web.Text;

/// <summary>What bounds the parser's work before it begins: how deep a line can nest, and how many openers there are (D11, X13).</summary>
internal static class StructureBounds
{
    /// <summary>Longest text that is parsed; an imported one beyond it is shown as it is.</summary>
    private const int MostCharacters = 100_000;

    /// <summary>Deepest nesting of quotes and lists at the beginning of a line.</summary>
    private const int MostLevels = 24;

    /// <summary>Most brackets that are open at once.</summary>
    private const int MostOpenBrackets = 32;

    public static bool Allow(string text)
    {
        if (text.Length > MostCharacters)
        {
            return false;
        }

        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Levels(line) > MostLevels || OpenBrackets(line) > MostOpenBrackets)
            {
                return false;
            }
        }

        return true;
    }

    private static int Levels(ReadOnlySpan<char> line)
    {
        var levels = 0;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case ' ' or '\t':
                    break;
                case '>':
                    levels++;
                    break;
                case '-' or '*' or '+' when i + 1 == line.Length || line[i + 1] is ' ' or '\t':
                    levels++;
                    break;
                case >= '0' and <= '9':
                    var end = i;
                    while (end < line.Length && char.IsAsciiDigit(line[end]))
                    {
                        end++;
                    }

                    if (end >= line.Length || line[end] is not ('.' or ')'))
                    {
                        return levels;
                    }

                    levels++;
                    i = end;
                    break;
                default:
                    return levels;
            }
        }

        return levels;
    }

    private static int OpenBrackets(ReadOnlySpan<char> line)
    {
        var open = 0;
        var most = 0;
        foreach (var c in line)
        {
            open = c switch { '[' => open + 1, ']' => Math.Max(0, open - 1), _ => open };
            most = Math.Max(most, open);
        }

        return most;
    }
}
