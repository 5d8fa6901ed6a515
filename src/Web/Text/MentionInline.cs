using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;

namespace Skiller.Web.Text;

/// <summary>A member who is named in running text.</summary>
internal sealed class MentionInline(Handle handle, string text) : LeafInline
{
    public Handle Handle => handle;

    /// <summary>As it was written.</summary>
    public string Text => text;
}

/// <summary>Finds them where <see cref="Mentions"/> would.</summary>
internal sealed class MentionParser : InlineParser
{
    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (Mentions.At(slice.Text, slice.Start) is not { } handle || slice.Start + handle.Value.Length > slice.End)
        {
            return false;
        }

        var end = slice.Start + handle.Value.Length;
        processor.Inline = new MentionInline(handle, slice.Text[slice.Start..(end + 1)])
        {
            Span = new SourceSpan(processor.GetSourcePosition(slice.Start, out var line, out var column), processor.GetSourcePosition(end)),
            Line = line,
            Column = column,
        };
        slice.Start = end + 1;
        return true;
    }
}

/// <summary>Writes them as links, whose form <see cref="MentionLinks"/> knows.</summary>
internal sealed class MentionWriter : HtmlObjectRenderer<MentionInline>
{
    protected override void Write(HtmlRenderer renderer, MentionInline obj) => renderer.Write(MentionLinks.Opening(obj.Handle)).Write(obj.Text).Write(MentionLinks.Closing);
}
