using System.Collections.Immutable;
using Skiller.Contracts.Accounts;

namespace Skiller.Contracts;

/// <summary>A definite "no": nothing was and nothing will be applied.</summary>
/// <param name="Code">The permanent reason.</param>
/// <param name="Errors">For <see cref="RefusalCode.Invalid"/>: one entry for each fault of a field, all at once. Empty otherwise.</param>
/// <param name="RetryAfter">For <see cref="RefusalCode.RateLimited"/>: how long until the same call may succeed.</param>
/// <param name="Suspension">For <see cref="RefusalCode.Suspended"/>, where the account itself says so: until when and why.</param>
[GenerateSerializer, Immutable, Alias("skiller.refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalCode Code,
    [property: Id(1)] ImmutableArray<FieldError> Errors,
    [property: Id(2)] TimeSpan? RetryAfter,
    [property: Id(3)] Suspension? Suspension = null)
{
    /// <summary>A refusal without details.</summary>
    /// <param name="code">The reason.</param>
    public static Refusal Of(RefusalCode code) => new(code, [], null);

    /// <summary>A refusal over a limit.</summary>
    /// <param name="retryAfter">How long until the same call may succeed.</param>
    public static Refusal Limited(TimeSpan retryAfter) => new(RefusalCode.RateLimited, [], retryAfter);

    /// <summary>A refusal of whoever is suspended.</summary>
    /// <param name="suspension">Until when and why.</param>
    public static Refusal Suspended(Suspension suspension) => new(RefusalCode.Suspended, [], null, suspension);

    /// <summary>A refusal of input, naming each field at fault.</summary>
    /// <param name="errors">At least one fault.</param>
    public static Refusal Invalid(params ImmutableArray<FieldError> errors) => new(RefusalCode.Invalid, errors, null);
}

/// <summary>One fault of one field; the message is translated at the edge from <paramref name="Rule"/>.</summary>
/// <param name="Field">The field's name in JSON (camelCase), or <c>$</c> for the whole body.</param>
/// <param name="Rule">The kebab-case name of the rule that was broken, such as <c>too-short</c>.</param>
/// <param name="Arguments">What the message mentions (bounds and the like), in the order of its placeholders.</param>
[GenerateSerializer, Immutable, Alias("skiller.field-error")]
public sealed record FieldError(
    [property: Id(0)] string Field,
    [property: Id(1)] string Rule,
    [property: Id(2)] ImmutableArray<string> Arguments)
{
    /// <summary>A fault with its arguments.</summary>
    /// <param name="field">The field's name in JSON.</param>
    /// <param name="rule">The rule that was broken.</param>
    /// <param name="arguments">What the message mentions.</param>
    public static FieldError Of(string field, string rule, params ImmutableArray<string> arguments) => new(field, rule, arguments);
}
