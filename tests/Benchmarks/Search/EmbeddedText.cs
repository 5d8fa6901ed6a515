using System.Collections.Immutable;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>The texts beside this file, as they are kept in the program.</summary>
internal static class EmbeddedText
{
    public static string Of(string file) => Of(typeof(EmbeddedText).Assembly, $"Skiller.Tests.Benchmarks.Search.{file}");

    /// <summary>The terms that the search takes for one another.</summary>
    public static ImmutableArray<string> Synonyms() =>
        [.. Lines(Of(typeof(Grains.Search.SearchTerms).Assembly, "Skiller.Grains.Search.synonyms.txt"), '\n').SelectMany(static line => line.Split(" = "))];

    public static ImmutableArray<string> Lines(string file) => Lines(Of(file), '\n');

    private static ImmutableArray<string> Lines(string text, char end) =>
        [.. text.Split(end, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(static line => line[0] != '#')];

    private static string Of(System.Reflection.Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("No such embedded text.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
