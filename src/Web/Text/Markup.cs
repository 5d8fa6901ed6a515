using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Skiller.Web.Text;

/// <summary>
/// Markup written as one interpolated text, for what stands on a page many times, where a component each costs more than all that it says. What is
/// filled in is encoded, so that it stays text between tags and inside quoted attributes; only what is markup already goes in as it is.
/// </summary>
[InterpolatedStringHandler]
internal ref struct Markup
{
    private DefaultInterpolatedStringHandler _text;

    public Markup(int literalLength, int formattedCount) => _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);

    /// <summary>Encodes letters of no language: pages in French are smaller, and as safe.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The markup.</summary>
    public static MarkupString Of(ref Markup markup) => new(markup._text.ToStringAndClear());

    public void AppendLiteral(string markup) => _text.AppendLiteral(markup);

    public void AppendFormatted(MarkupString markup) => _text.AppendFormatted(markup.Value);

    public void AppendFormatted(IEnumerable<MarkupString> markup)
    {
        foreach (var one in markup)
        {
            AppendFormatted(one);
        }
    }

    public void AppendFormatted(string? text)
    {
        if (text is not null)
        {
            _text.AppendLiteral(Encoder.Encode(text));
        }
    }

    public void AppendFormatted(int number) => _text.AppendFormatted(number);
}
