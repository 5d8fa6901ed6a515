using System.Collections.Frozen;

namespace Skiller.Web.Identity;

/// <summary>Passwords that everybody tries first: a list, the person's own names, and what a finger does by itself on a keyboard.</summary>
internal static class CommonPasswords
{
    private const int ShortestName = 4;
    private const int MostAdded = 5;
    private const string Rows = "01234567890 09876543210 abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba "
        + "qwertyuiop azertyuiop asdfghjkl qsdfghjklm zxcvbnm wxcvbn poiuytrewq poiuytreza lkjhgfdsa mlkjhgfdsq mnbvcxz";

    private static readonly FrozenSet<string> _list = Load();

    public static bool Contains(string password, string handle, string localPart)
    {
        var text = password.Trim().ToLowerInvariant();
        return _list.Contains(text)
            || _list.Contains(WithoutEnding(text))
            || text.Distinct().Count() <= 2
            || Rows.Contains(text, StringComparison.Ordinal)
            || IsName(text, handle)
            || IsName(text, localPart)
            || IsName(text, "skiller");
    }

    /// <summary>Without up to five digits and signs at the end: what people add to a word when they are asked to.</summary>
    private static string WithoutEnding(string password)
    {
        var length = password.Length;
        while (length > 0 && password.Length - length < MostAdded && (char.IsAsciiDigit(password[length - 1]) || "!.?*#@$".Contains(password[length - 1])))
        {
            length--;
        }

        return password[..length];
    }

    /// <summary>The name itself, with nothing but digits and signs around it, or twice.</summary>
    private static bool IsName(string password, string name)
    {
        var lower = name.ToLowerInvariant();
        var at = lower.Length >= ShortestName ? password.IndexOf(lower, StringComparison.Ordinal) : -1;
        return at >= 0 && !password.Replace(lower, "", StringComparison.Ordinal).Any(char.IsLetter);
    }

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("Skiller.Web.Identity.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
