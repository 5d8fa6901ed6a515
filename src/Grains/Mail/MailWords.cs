using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Skiller.Contracts;

namespace Skiller.Grains.Mail;

/// <summary>Every sentence of mails, in both languages: <c>KIND.subject</c>, <c>KIND.body</c> (paragraphs), <c>KIND.link</c>, and what all share.</summary>
internal static class MailWords
{
    private static readonly FrozenDictionary<string, string> _french = Load("fr");
    private static readonly FrozenDictionary<string, string> _english = Load("en");

    public static IReadOnlyDictionary<string, string> In(Locale language) => language == Locale.En ? _english : _french;

    private static FrozenDictionary<string, string> Load(string language)
    {
        var resources = new ResourceManager("Skiller.Grains.Resources.Mails", typeof(MailWords).Assembly);
        var set = resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        return (set ?? throw new InvalidOperationException($"The mails in '{language}' are missing beside the program."))
            .Cast<DictionaryEntry>()
            .ToFrozenDictionary(static entry => (string)entry.Key, static entry => entry.Value as string ?? "", StringComparer.Ordinal);
    }
}
