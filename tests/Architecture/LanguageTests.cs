using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>Whatever a member sees exists in French and English, from resources, and the French is set as French is.</summary>
public sealed class LanguageTests
{
    // A language is named in itself; the name of the product is the same in each.
    private static readonly ImmutableHashSet<string> _sameEverywhere = ["Français", "English", "Skiller"];

    public static TheoryData<string> Sets() => [.. Directory
        .EnumerateFiles(Path.Combine(Product.Root, "src"), "*.fr.resx", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Product.Root, file)[..^".fr.resx".Length])
        .Where(static set => !set.Contains("/bin/", StringComparison.Ordinal) && !set.Contains("/obj/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Both_languages_say_the_same_things_with_the_same_blanks_to_fill_in(string set)
    {
        var (french, english) = (Read(set, "fr"), Read(set, "en"));
        Assert.NotEmpty(french);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), french.Keys.Order(StringComparer.Ordinal));
        Assert.All(french.Concat(english), static text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        Assert.All(french, text => Assert.True(Blanks(text.Value).SetEquals(Blanks(english[text.Key])), text.Key));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void French_says_tu_and_keeps_its_signs_from_the_next_line(string set) => Assert.All(Read(set, "fr"), static text =>
    {
        Assert.DoesNotMatch("\\b([Vv]ous|[Vv]otre|[Vv]os)\\b", text.Value);
        Assert.DoesNotMatch("\\S [:;!?»]|« ", text.Value);
        Assert.DoesNotMatch("\\p{L}'\\p{L}", text.Value);
    });

    [Fact]
    public void No_page_says_anything_that_is_not_in_the_resources()
    {
        var said = Directory.EnumerateFiles(Path.Combine(Product.Root, "src", "Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(static file => Literals(File.ReadAllText(file)).Select(words => (File: Path.GetFileName(file), Words: words)))
            .ToImmutableArray();

        // That these are found shows that others would be.
        Assert.Contains(said, static literal => literal.Words == "Français");
        Assert.DoesNotContain(said, static literal => !_sameEverywhere.Contains(literal.Words));
    }

    private static IEnumerable<string> Literals(string razor)
    {
        var markup = Regex.Replace(Regex.Replace(razor, @"@code\s*\{.*\z", "", RegexOptions.Singleline), @"@\*.*?\*@", "", RegexOptions.Singleline);
        return Regex.Matches(markup, "(?<![=\\w])>(?<said>[^<>@{}=;()]*\\p{L}{2,}[^<>@{}=;()]*)</")
            .Concat(Regex.Matches(markup, "\\b(?:title|aria-label|placeholder|alt|label)=\"(?<said>[^@\"]*\\p{L}{2,}[^\"]*)\""))
            .Select(static found => found.Groups["said"].Value.Trim());
    }

    private static Dictionary<string, string> Read(string set, string language) =>
        XDocument.Load(Path.Combine(Product.Root, $"{set}.{language}.resx")).Root!.Elements("data")
            .ToDictionary(static text => text.Attribute("name")!.Value, static text => text.Element("value")!.Value, StringComparer.Ordinal);

    private static ImmutableHashSet<string> Blanks(string text) => [.. Regex.Matches(text, @"\{\d").Select(static blank => blank.Value)];
}
