using System.Text.RegularExpressions;

namespace Skiller.Contracts.Skills;

/// <summary>A skill's name in links: <c>[a-z0-9.][a-z0-9.+#-]{0,34}</c> (API.md), such as <c>gestion-de-projet</c>, <c>c#</c>, <c>.net</c>.</summary>
[GenerateSerializer, Immutable, Alias("skiller.skill-slug")]
public readonly partial record struct SkillSlug : IComparable<SkillSlug>
{
    private SkillSlug(string value) => Value = value;

    /// <summary>The text.</summary>
    [Id(0)]
    public string Value { get; init; }

    /// <summary>Reads a slug; nothing is lowered or replaced. One or two dots alone are none: no path could name them (RFC 3986, 5.2.4).</summary>
    /// <param name="text">What somebody typed.</param>
    /// <param name="slug">The slug.</param>
    /// <returns>False when the text is no slug.</returns>
    public static bool TryParse(string? text, out SkillSlug slug)
    {
        var ok = text is not ("." or "..") && HasShape(text);
        slug = ok ? new SkillSlug(text!) : default;
        return ok;
    }

    /// <summary>Reads a slug that was valid when it was stored.</summary>
    /// <param name="text">The stored text.</param>
    /// <exception cref="FormatException">The text is no slug.</exception>
    public static SkillSlug Parse(string text) => HasShape(text) ? new SkillSlug(text) : throw new FormatException($"'{text}' is no skill.");

    /// <inheritdoc/>
    public int CompareTo(SkillSlug other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The text.</summary>
    public override string ToString() => Value;

    private static bool HasShape(string? text) => text is { Length: >= 1 and <= 35 } && Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9.][a-z0-9.+#-]{0,34}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
