using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Syntax;
using Skiller.Contracts.Notifications;

namespace Skiller.Web.Text;

/// <summary>From Markdown to safe HTML: bounds first, then the syntax tree is cleaned, then what was written is sanitised (D11).</summary>
internal static class MarkdownPipeline
{
    /// <summary>Output at most this many times the input, beside <see cref="Slack"/> (X13).</summary>
    private const int MostGrowth = 4;
    private const int Slack = 8 * 1024;
    private const int MostImages = 20;

    private static readonly Markdig.MarkdownPipeline _markdown = Built();

    /// <summary>The HTML, or why there is none. No text ends in an exception: what the libraries stumble over cannot be rendered.</summary>
    public static RenderOutcome Render(string text)
    {
        try
        {
            return Steps(text);
        }
#pragma warning disable CA1031 // Somebody else's parser on anybody's text: whatever it throws, the text is refused, and the request is not.
        catch (Exception fault) when (fault is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return RenderOutcome.Unrenderable;
        }
    }

    private static Markdig.MarkdownPipeline Built()
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UsePipeTables()
            .UseAutoLinks()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.InlineParsers.Insert(0, new MentionParser());
        return builder.Build();
    }

    private static RenderOutcome Steps(string text)
    {
        var capped = CombiningMarks.Cap(text);
        if (!StructureBounds.Allow(capped))
        {
            return RenderOutcome.Unrenderable;
        }

        // Markdig has a limit of nesting of its own, which throws, for what the bounds did not foresee.
        var document = Markdown.Parse(capped, _markdown);
        if (TreeCleaning.Clean(document) > MostImages)
        {
            return RenderOutcome.TooManyImages;
        }

        MentionCleaning.Clean(document, Mentions.In(text));
        var most = (text.Length * MostGrowth) + Slack;
        var html = Sanitising.Sanitise(Write(document, most));
        return html.Length <= most ? RenderOutcome.Of(html) : RenderOutcome.Unrenderable;
    }

    private static string Write(MarkdownDocument document, int most)
    {
        using var writer = new BoundedWriter(most);
        var renderer = new HtmlRenderer(writer);
        _markdown.Setup(renderer);
        renderer.ObjectRenderers.Add(new MentionWriter());
        renderer.Render(document);
        return writer.ToString();
    }
}
