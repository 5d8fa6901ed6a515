using CsCheck;
using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>Whatever is written: it is rendered harmlessly or refused, and nothing is thrown.</summary>
public sealed class MarkdownLawTests
{
    private static readonly string[] _pieces =
    [
        "[", "]", "(", ")", "!", "<", ">", "*", "_", "~~", "`", "```", "\n", "\n\n", "# ", "- ", "1. ", "> ", "|", "---", "\\", "&", "javascript:", "https://a.example",
        "//", "data:", "<script>", "<a href=", "onclick=", "\"", "'", "=", "{", "}", "\t", "    ", "é", "\u202E", "a", " ", ":", "@", "www.a.example", "&#106;", "[a]: ",
    ];

    [Fact]
    public void Any_mixture_of_markup_is_harmless_or_refused() =>
        Gen.Int[0, _pieces.Length - 1].Array[0, 60].Select(drawn => string.Concat(drawn.Select(i => _pieces[i]))).Sample(
            text =>
            {
                if (MarkdownPipeline.Render(text).Html is { } html)
                {
                    RenderedHtml.AssertHarmless(html);
                }
            },
            iter: 3_000);
}
