using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Skiller.Web.Text;

/// <summary>From Markdown to safe HTML: bounds first, then the syntax tree is cleaned, then what was written is sanitised (D11).</summary>
internal static class MarkdownPipeline
{
    /// <summary>Output at most this many times the input, beside <see cref="Slack"/> (X13).</summary>
    private const int MostGrowth = 4;
    private const int Slack = 8 * 1024;
    private const int MostImages = 20;

    private static readonly Markdig.MarkdownPipeline _markdown = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .Build();

    public static RenderOutcome Render(string text)
    {
        var capped = CombiningMarks.Cap(text);
        if (!StructureBounds.Allow(capped))
        {
            return RenderOutcome.Unrenderable;
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(capped, _markdown);
        }
        catch (ArgumentException)
        {
            // Markdig's own limit of nesting, for what the bounds did not foresee.
            return RenderOutcome.Unrenderable;
        }

        if (TreeCleaning.Clean(document) > MostImages)
        {
            return RenderOutcome.TooManyImages;
        }

        var most = (text.Length * MostGrowth) + Slack;
        return Write(document, most) is { } written && Sanitising.Sanitise(written) is var html && html.Length <= most
            ? RenderOutcome.Of(html)
            : RenderOutcome.Unrenderable;
    }

    private static string? Write(MarkdownDocument document, int most)
    {
        using var writer = new BoundedWriter(most);
        var renderer = new HtmlRenderer(writer);
        _markdown.Setup(renderer);
        try
        {
            renderer.Render(document);
            return writer.ToString();
        }
        catch (Exception e) when (e is OutputTooLongException or ArgumentException)
        {
            return null;
        }
    }
}
