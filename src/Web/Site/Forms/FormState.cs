using System.Collections.Immutable;
using Skiller.Contracts;

namespace Skiller.Web.Site.Forms;

/// <summary>A form as it is shown: what was typed, which is never lost, and what is wrong with it, beside its field.</summary>
/// <param name="Values">What was typed, by field.</param>
/// <param name="Errors">What is wrong, by field.</param>
/// <param name="Problem">What is wrong with the whole, as a code of a problem; null: nothing.</param>
public sealed record FormState(
    ImmutableDictionary<string, string> Values,
    ImmutableArray<FieldError> Errors,
    string? Problem)
{
    /// <summary>A form that nobody has sent yet.</summary>
    public static FormState Empty { get; } = new(ImmutableDictionary<string, string>.Empty, [], null);

    /// <summary>What stands in a field.</summary>
    public string this[string field] => Values.GetValueOrDefault(field, "");

    /// <summary>The same with something in a field.</summary>
    public FormState With(string field, string? value) => this with { Values = Values.SetItem(field, value ?? "") };

    /// <summary>What is wrong with a field, a part of its list included.</summary>
    public IEnumerable<FieldError> ErrorsOf(string field) =>
        Errors.Where(error => error.Field == field || error.Field.StartsWith($"{field}[", StringComparison.Ordinal));

    /// <summary>Whether anything is wrong.</summary>
    public bool IsRefused => Problem is not null;
}
