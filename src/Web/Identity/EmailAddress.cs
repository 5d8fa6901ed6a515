namespace Skiller.Web.Identity;

/// <summary>What is looked at in an e-mail address before mail proves it: one @, something on both sides, nothing that breaks a header.</summary>
internal static class EmailAddress
{
    private static readonly string[] _reserved =
        ["test", "example", "invalid", "localhost", "example.com", "example.net", "example.org"];

    public static bool IsPlausible(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= 64
            && at < text.Length - 1
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\' or '[' or ']')
            && text.IndexOf('@', StringComparison.Ordinal) == at
            && Array.TrueForAll(text[(at + 1)..].Split('.'), label => label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-');
    }

    /// <summary>Whether the domain is reserved for tests and examples. Source: RFC 2606.</summary>
    public static bool IsReserved(string text)
    {
        var domain = text[(text.LastIndexOf('@') + 1)..];
        return Array.Exists(
            _reserved,
            name => domain.Equals(name, StringComparison.OrdinalIgnoreCase) || domain.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase));
    }

    public static string LocalPart(string text) => text[..Math.Max(0, text.LastIndexOf('@'))];
}
