using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Web.Resources;

/// <summary>Every sentence that the front says, in both languages, by its permanent key.</summary>
internal static class Messages
{
    private static readonly FrozenDictionary<string, string> _french = Load("fr");
    private static readonly FrozenDictionary<string, string> _english = Load("en");

    public static IReadOnlyDictionary<string, string> In(Locale language) => language == Locale.En ? _english : _french;

    public static string Text(string key, Locale language) => In(language)[key];

    public static string Problem(string code, Locale language) => Text($"problem.{code}", language);

    /// <summary>The same on a page with what was typed: while nothing can be recorded, what is there can be read all the same.</summary>
    public static string Refused(string code, Locale language) => code == "unavailable" ? Text("notice.unavailable", language) : Problem(code, language);

    /// <summary>Until when somebody is suspended, and why, for whoever has no page with a time zone of theirs.</summary>
    public static string Suspension(Suspension suspension, Locale language) => Text("suspended.detail", language)
        .Replace("{0}", suspension.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{1}", suspension.Reason ?? "–", StringComparison.Ordinal);

    /// <summary>A rule without words of its own, of a newer silo say, is reported as an invalid value.</summary>
    public static string Rule(FieldError error, Locale language)
    {
        var words = In(language);
        var pattern = words.TryGetValue($"rule.{error.Rule}", out var own) ? own : words["rule.invalid"];
        for (var i = 0; i < error.Arguments.Length; i++)
        {
            pattern = pattern.Replace($"{{{i}}}", error.Arguments[i], StringComparison.Ordinal);
        }

        return pattern;
    }

    private static FrozenDictionary<string, string> Load(string language) =>
        Set("Messages", language).Concat(Set("Pages", language)).ToFrozenDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Set(string name, string language)
    {
        var resources = new ResourceManager($"Skiller.Web.Resources.{name}", typeof(Messages).Assembly);
        var set = resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        return (set ?? throw new InvalidOperationException($"The messages in '{language}' are missing beside the program."))
            .Cast<DictionaryEntry>()
            .Select(static entry => KeyValuePair.Create((string)entry.Key, entry.Value as string ?? ""));
    }
}
