namespace Skiller.Web.Text;

/// <summary>HTML that is safe to show, or the rule by which a text cannot be rendered.</summary>
internal sealed record RenderOutcome(string? Html, string? Rule)
{
    public static RenderOutcome Of(string html) => new(html, null);

    public static RenderOutcome Unrenderable { get; } = new(null, "unrenderable");

    public static RenderOutcome TooManyImages { get; } = new(null, "too-many-images");
}
