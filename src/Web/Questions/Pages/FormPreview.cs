using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>What a text that is being written will look like, by the renderer that shows it later (X16).</summary>
internal static class FormPreview
{
    /// <summary>The HTML of what stands in the form's text, as it will be stored; empty for what never will be.</summary>
    public static string Of(MarkdownRenderer renderer, FormBody form) => Of(renderer, form["body"] ?? "");

    /// <inheritdoc cref="Of(MarkdownRenderer, FormBody)"/>
    public static string Of(MarkdownRenderer renderer, string text) => Stored(text) is { } stored ? renderer.Preview(stored) : "";

    /// <summary>The same of a post, in which members who are named are links.</summary>
    public static Task<string> Of(ApiCall call, PostShapes shapes, FormBody form) => Of(call, shapes, form["body"] ?? "");

    /// <inheritdoc cref="Of(ApiCall, PostShapes, FormBody)"/>
    public static Task<string> Of(ApiCall call, PostShapes shapes, string text) =>
        Stored(text) is { } stored ? shapes.Preview(call, stored) : Task.FromResult("");

    private static string? Stored(string text) =>
        text.Length is > 0 and <= Limits.BodyMax * 2 && TextRules.Allow(text, TextKind.Lines) ? text.ReplaceLineEndings("\n").Normalize() : null;
}
