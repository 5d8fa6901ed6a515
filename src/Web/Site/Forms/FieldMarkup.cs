using System.Globalization;
using Microsoft.AspNetCore.Components;
using Skiller.Web.Resources;
using Skiller.Web.Text;

namespace Skiller.Web.Site.Forms;

/// <summary>A labelled field with its hint and what is wrong with it, all tied together for screen readers.</summary>
/// <param name="Name">Its name in the form.</param>
internal sealed record FieldMarkup(string Name)
{
    /// <summary>Its id on the page, where its name is not alone.</summary>
    public string? Id { get; init; }

    /// <summary>The key of its label; null: by its name.</summary>
    public string? Label { get; init; }

    public string Type { get; init; } = "text";

    public string? Hint { get; init; }

    /// <summary>Lines of a field of several; 0: of one.</summary>
    public int Rows { get; init; }

    /// <summary>The most characters; null: no bound of its own.</summary>
    public int? Max { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Whether it takes no sentences: no capitals, no checking of spelling.</summary>
    public bool IsPlain { get; init; }

    public string? Autocomplete { get; init; }

    /// <summary>Whether it is a text in which members can be named, so that a script proposes whom.</summary>
    public bool NamesMembers { get; init; }

    private string Ident => Id ?? Name;

    public MarkupString With(Words t, FormState state)
    {
        var errors = state.ErrorsOf(Name).Select(error => Messages.Rule(error, t.Language)).Distinct().ToArray();
        var isWrong = errors.Length > 0;
        var label = Markup.Of($"<label for=\"{Ident}\">{t[Label ?? $"field.{Name}"]}{(IsOptional ? Markup.Of($"<span class=\"quiet\"> {t["field.optional"]}</span>") : default)}</label>");
        var hint = Hint is null ? default : Markup.Of($"<p class=\"hint\" id=\"{Ident}-hint\">{Hint}</p>");
        var error = isWrong ? Markup.Of($"<p class=\"error\" id=\"{Ident}-error\">{string.Join(' ', errors)}</p>") : default;
        var common = Markup.Of(
            $"id=\"{Ident}\" name=\"{Name}\"{Number("rows", Rows == 0 ? null : Rows)}{Number("maxlength", Max)}{(IsOptional ? default : Markup.Of($" required"))}{Text("aria-describedby", Described(isWrong))}{Text("aria-invalid", isWrong ? "true" : null)}{Text("data-names", NamesMembers ? "" : null)}");
        return Markup.Of($"<div class=\"{(isWrong ? "field wrong" : "field")}\">{label}{hint}{(Rows > 0 ? Markup.Of($"<textarea {common}>{state[Name]}</textarea>") : Line(common, state))}{error}</div>");
    }

    private MarkupString Line(MarkupString common, FormState state) => Markup.Of(
        $"<input {common} type=\"{Type}\"{Text("value", Type == "password" ? null : state[Name])}{Text("autocomplete", Autocomplete)}{Text("autocapitalize", IsPlain ? "none" : null)}{Text("spellcheck", IsPlain ? "false" : null)}>");

    private string? Described(bool isWrong) => (Hint is null, isWrong) switch
    {
        (true, false) => null,
        (false, false) => $"{Ident}-hint",
        (true, true) => $"{Ident}-error",
        _ => $"{Ident}-hint {Ident}-error",
    };

    private static MarkupString Text(string name, string? value) => value is null ? default : Markup.Of($" {name}=\"{value}\"");

    private static MarkupString Number(string name, int? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));
}
