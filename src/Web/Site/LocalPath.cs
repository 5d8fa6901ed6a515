namespace Skiller.Web.Site;

/// <summary>Where a form says that its reader came from: a path of this site, or the home page (C14).</summary>
internal static class LocalPath
{
    private const int Longest = 2_000;

    public static string Of(string? text) =>
        text is { Length: > 0 and <= Longest } && text[0] == '/' && (text.Length == 1 || text[1] is not ('/' or '\\')) && text.All(static c => c is > ' ' and <= '~')
            ? text
            : "/";
}
