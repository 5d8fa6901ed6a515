using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Skiller.Contracts.Members;

/// <summary>A member's public name in links: 3 to 30 of a–z, 0–9 and single hyphens inside, unique without regard to case (API.md).</summary>
[GenerateSerializer, Immutable, Alias("skiller.handle")]
public sealed partial record Handle
{
    private Handle(string value) => Value = value;

    /// <summary>The lower-case text.</summary>
    [Id(0)]
    public string Value { get; init; }

    /// <summary>Reads a handle; capitals are lowered.</summary>
    /// <param name="text">What somebody typed.</param>
    /// <param name="handle">The handle.</param>
    /// <returns>False when the text is no handle.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Handle? handle)
    {
        handle = text is { Length: >= 3 and <= 30 } && Pattern().IsMatch(text) ? new Handle(text.ToLowerInvariant()) : null;
        return handle is not null;
    }

    /// <summary>The lower-case text.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
