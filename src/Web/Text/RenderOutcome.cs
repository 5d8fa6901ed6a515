using Skiller.Contracts.Members;

namespace Skiller.Web.Text;

/// <summary>HTML that is safe to show, or the rule by which a text cannot be rendered.</summary>
internal sealed record RenderOutcome(MentionLinks? Text, string? Rule)
{
    public static RenderOutcome Unrenderable { get; } = new(null, "unrenderable");

    public static RenderOutcome TooManyImages { get; } = new(null, "too-many-images");

    /// <summary>The HTML in which nobody who is named is a link.</summary>
    public string? Html => Text?.Html;

    public static RenderOutcome Of(string html) => new(MentionLinks.In(html), null);

    /// <summary>The HTML in which those lead to their pages who are known.</summary>
    public string? HtmlWith(IReadOnlySet<Handle> known) => Text?.With(known);
}
