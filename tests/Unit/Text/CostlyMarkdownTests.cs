using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>D11 and X13: what is nested too deeply or grows too much is refused, and never breaks a page that shows it.</summary>
public sealed class CostlyMarkdownTests
{
    private const int MostGrowth = 4;
    private const int Slack = 8 * 1024;

    public static TheoryData<string> Bombs => new(
        new string('>', 128),
        new string('[', 128),
        string.Concat(Enumerable.Repeat("- ", 64)),
        string.Concat(Enumerable.Repeat("![", 10_000)),
        string.Concat(Enumerable.Repeat("[a](", 7_500)),
        string.Concat(Enumerable.Repeat("[x]", 10_000)),
        string.Concat(Enumerable.Repeat("**a*b", 6_000)),
        string.Concat(Enumerable.Repeat("*a_ ", 7_500)),
        new string('*', 30_000),
        new string('`', 30_000),
        new string('&', 30_000),
        string.Concat(Enumerable.Repeat("http://a.b ", 2_700)),
        Table(190, 150),
        string.Concat(Enumerable.Repeat(new string('>', 24) + "a\n", 1_200)),
        string.Concat(Enumerable.Range(0, 240).Select(depth => new string(' ', depth) + "- a\n")),
        string.Concat(Enumerable.Repeat("a\n=\n", 7_500)),
        "[a]: /" + new string('x', 1_000) + "\n\n" + string.Concat(Enumerable.Repeat("[a] ", 7_000)),
        "e" + new string('\u0301', 30_000));

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_or_rendered_within_its_bounds(string markdown)
    {
        var outcome = MarkdownPipeline.Render(markdown);
        if (outcome.Html is { } html)
        {
            RenderedHtml.AssertHarmless(html);
            Assert.InRange(html.Length, 0, (markdown.Length * MostGrowth) + Slack);
        }
        else
        {
            Assert.Equal("unrenderable", outcome.Rule);
        }
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void What_was_imported_and_cannot_be_rendered_is_shown_as_it_is(string markdown)
    {
        using var renderer = new MarkdownRenderer();
        RenderedHtml.AssertHarmless(renderer.Html(markdown));
    }

    [Theory]
    [InlineData(">", 128)]
    [InlineData("[", 128)]
    [InlineData("- ", 64)]
    public void What_breaks_the_parser_is_refused_when_it_is_written(string opener, int times) =>
        Assert.Equal("unrenderable", MarkdownPipeline.Render(string.Concat(Enumerable.Repeat(opener, times))).Rule);

    [Fact]
    public void A_text_that_cannot_be_rendered_keeps_its_lines_and_runs_nothing()
    {
        using var renderer = new MarkdownRenderer();
        Assert.Equal($"<p>{string.Concat(Enumerable.Repeat("&gt;", 128))}&lt;b&gt;<br>\nb</p>\n", renderer.Html(new string('>', 128) + "<b>\nb"));
    }

    private static string Table(int rows, int columns)
    {
        var row = string.Concat(Enumerable.Repeat("|", columns)) + "\n";
        return string.Concat(Enumerable.Repeat("|a", columns)) + "\n" + string.Concat(Enumerable.Repeat("|-", columns)) + "\n" + string.Concat(Enumerable.Repeat(row, rows));
    }
}
