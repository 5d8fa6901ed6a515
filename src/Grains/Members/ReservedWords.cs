using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Members;

/// <summary>
/// Words by which nobody may pass for those who run the place, nor for a page of it (RELIABILITY.md T01). Roles are compared by what a reader
/// takes a text for: case, accents, hyphens and blanks are folded, digits and letters of other scripts that look like Latin ones are those.
/// What leads to a page is compared as it is, and only for handles.
/// </summary>
internal static class ReservedWords
{
    private static readonly Dictionary<int, char> _lookalikes = Pairs(
        "0o 1l il |l !l 3e 4a @a 5s $s 7t 8b ıl łl øo đd ɑa ɩl " +
        "аa еe оo рp сc хx уy іl ѕs јj кk мm тt вb нh гr пn иu ӏl ԁd ԛq ԝw һh дa бb " +
        "αa οo ρp νv ιl κk τt υu εe ηn χx γy σo ωw");

    private static readonly FrozenSet<string> _roles = new[]
    {
        "skiller", "admin", "admins", "administrator", "administrators", "administration", "administrateur", "administrateurs", "administratrice",
        "moderator", "moderators", "moderation", "moderateur", "moderateurs", "moderatrice", "mod", "support", "help", "helpdesk", "aide", "assistance",
        "root", "system", "systeme", "staff", "team", "equipe", "official", "officiel", "security", "securite", "webmaster", "postmaster",
        "anonymous", "anonyme", "deleted", "supprime", "everyone",
    }.Select(SkeletonOf).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> _pages = new[]
    {
        "api", "me", "moi", "new", "nouveau", "edit", "join", "members", "questions", "skills", "search", "settings", "null", "undefined",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a handle is a page's, or a role's and not for whoever has none.</summary>
    public static bool AreIn(Handle handle, bool hasRole) =>
        _pages.Contains(handle.Value) || (!hasRole && _roles.Contains(SkeletonOf(handle.Value)));

    /// <summary>Whether a name says nothing but a role: as a whole, or each of its words.</summary>
    public static bool AreIn(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Any(char.IsLetter)).Select(SkeletonOf).ToList();
        return _roles.Contains(SkeletonOf(name)) || (words.Count > 0 && words.TrueForAll(_roles.Contains));
    }

    private static string SkeletonOf(string text)
    {
        var skeleton = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (_lookalikes.TryGetValue(rune.Value, out var alike))
            {
                skeleton.Append(alike);
            }
            else if (Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.ModifierLetter)
            {
                skeleton.Append(rune);
            }
        }

        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static Dictionary<int, char> Pairs(string pairs) => pairs.Split(' ').ToDictionary(static pair => (int)pair[0], static pair => pair[1]);
}
