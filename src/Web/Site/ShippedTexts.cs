using System.Collections.Frozen;
using Skiller.Contracts;
using Skiller.Contracts.Site;
using Skiller.Web.Api;

namespace Skiller.Web.Site;

/// <summary>The texts that ship with Skiller: a Markdown file each and for each language, in the program; and by which word the addresses call them.</summary>
internal static class ShippedTexts
{
    /// <summary>The pages that are only read, by their paths.</summary>
    public static FrozenDictionary<string, SiteText> Pages { get; } = new Dictionary<string, SiteText>(StringComparer.Ordinal)
    {
        ["about"] = SiteText.About,
        ["charter"] = SiteText.Charter,
        ["privacy"] = SiteText.Privacy,
        ["legal"] = SiteText.Legal,
        ["accessibility"] = SiteText.Accessibility,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<(SiteText Text, Locale Language), string> _texts =
        Pages.SelectMany(static page => new[] { Load(page, Locale.Fr), Load(page, Locale.En) }).ToFrozenDictionary();

    /// <summary>What ships with Skiller.</summary>
    public static string Of(SiteText text, Locale language) => text == SiteText.Name ? ShippedSite.Name : _texts[(text, language)];

    private static KeyValuePair<(SiteText Text, Locale Language), string> Load(KeyValuePair<string, SiteText> page, Locale language)
    {
        var file = $"Reading/{page.Key}.{RequestLanguage.Tag(language)}.md";
        using var stream = typeof(ShippedTexts).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is missing in the program.");
        using var reader = new StreamReader(stream);
        return KeyValuePair.Create((page.Value, language), reader.ReadToEnd());
    }
}
