using System.Text;
using Skiller.Contracts;

namespace Skiller.Grains.Questions;

/// <summary>
/// The texts that go into one page. What is beyond <see cref="Limits.PageBytes"/> is for the next page; the first item always goes in, so
/// that there is a next page to ask for.
/// </summary>
internal struct TextBudget
{
    private long _taken;

    /// <summary>Takes an item's texts if they go in.</summary>
    public bool Takes(params ReadOnlySpan<string?> texts)
    {
        long bytes = 0;
        foreach (var text in texts)
        {
            bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        }

        if (_taken > 0 && _taken + bytes > Limits.PageBytes)
        {
            return false;
        }

        _taken += bytes;
        return true;
    }
}
