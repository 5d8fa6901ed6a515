using System.Collections.Immutable;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Web.Text;

/// <summary>Leaves those names in a syntax tree whom the text as a whole tells (<see cref="Contracts.Notifications.Mentions"/>), and none in links.</summary>
internal static class MentionCleaning
{
    public static void Clean(MarkdownDocument document, ImmutableArray<Handle> named)
    {
        var left = Limits.MentionLinksPerPost;
        foreach (var mention in document.Descendants<MentionInline>().ToList())
        {
            if (!named.Contains(mention.Handle) || TreeCleaning.IsInALink(mention) || left-- <= 0)
            {
                mention.ReplaceBy(new LiteralInline(mention.Text));
            }
        }
    }
}
