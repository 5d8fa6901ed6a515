using System.Globalization;

namespace Skiller.Web.Text;

/// <summary>Ends the rendering of a text whose HTML grows beyond its bound, instead of measuring it afterwards.</summary>
internal sealed class BoundedWriter(int most) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Grow(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Grow(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Grow(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Grow(buffer.Length);
        base.Write(buffer);
    }

    private void Grow(int by)
    {
        if (GetStringBuilder().Length + by > most)
        {
            throw new OutputTooLongException();
        }
    }
}

internal sealed class OutputTooLongException : Exception;
