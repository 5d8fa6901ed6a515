using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Search;

/// <summary>What is kept in the index beside words, under names that no word can have.</summary>
internal static class Tokens
{
    /// <summary>Every document, with the lengths of its parts.</summary>
    public const string Every = "*";

    /// <summary>Those that are deleted: what else is kept of them stays.</summary>
    public const string Hidden = "!";

    /// <summary>Questions without an answer that is shown.</summary>
    public const string Unanswered = "?";

    public static string Skill(SkillSlug skill) => $"[{skill}";

    public static string Author(long member) => string.Create(CultureInfo.InvariantCulture, $"@{member}");

    public static string Language(Locale locale) => locale == Locale.Fr ? "~fr" : "~en";

    public static bool IsWord(string token) => char.IsLetterOrDigit(token[0]);
}
