using System.Diagnostics.CodeAnalysis;
using Skiller.Contracts;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Accounts;

/// <summary>
/// An e-mail address that could be one: one @, something on both sides, nothing that breaks a header, a domain with a dot or a reserved one,
/// at most 254 characters (RFC 5321). That it is somebody's only mail can prove.
/// </summary>
internal sealed record EmailAddress
{
    private const int LocalMax = 64;
    private const int LabelMax = 63;
    private const string Breaking = "<>()[],;:\\\"";

    // RFC 2606: nobody can own them.
    private static readonly string[] _reserved = ["test", "example", "invalid", "localhost", "example.com", "example.net", "example.org"];

    private EmailAddress(string value, string domain) => (Value, Domain) = (value, domain);

    /// <summary>The address as it is stored: trimmed, in NFC, its domain in lower case.</summary>
    public string Value { get; }

    /// <summary>What follows the @, in lower case.</summary>
    public string Domain { get; }

    /// <summary>What two spellings of one address share: everything in lower case.</summary>
    public string Key => Value.ToLowerInvariant();

    /// <summary>Whether the domain is reserved for tests and examples.</summary>
    public bool IsReserved => Array.Exists(_reserved, name => Domain == name || Domain.EndsWith($".{name}", StringComparison.Ordinal));

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (text is not { Length: <= 2 * Limits.EmailMax })
        {
            return false;
        }

        var (plain, wasPlain) = PlainText.Normalised(text.Trim(), ownLines: false);
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        if (!wasPlain || at is < 1 or > LocalMax || plain.Length > Limits.EmailMax || !plain.All(IsAllowed))
        {
            return false;
        }

        var parsed = new EmailAddress(plain[..at] + plain[at..].ToLowerInvariant(), plain[(at + 1)..].ToLowerInvariant());
        if (!Array.TrueForAll(parsed.Domain.Split('.'), IsLabel) || (!parsed.Domain.Contains('.', StringComparison.Ordinal) && !parsed.IsReserved))
        {
            return false;
        }

        address = parsed;
        return true;
    }

    private static bool IsAllowed(char c) =>
        !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format && !Breaking.Contains(c, StringComparison.Ordinal);

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= LabelMax && label[0] != '-' && label[^1] != '-' && !label.Contains('@', StringComparison.Ordinal);
}
