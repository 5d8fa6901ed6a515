using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>Small files and names of the field.</summary>
public sealed partial class FileTests(ITestOutputHelper output)
{
    private const int MostLines = 300;

    private static readonly ImmutableArray<string> _empty = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Common", "Manager", "Service", "Base"];

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines()
    {
        var sizes = Product.Files("src").Concat(Product.Files("tests"))
            .Select(static file => (File: file, Lines: File.ReadLines(Path.Combine(Product.Root, file)).Count()))
            .OrderBy(static size => size.Lines)
            .ToImmutableArray();
        output.WriteLine($"{sizes.Length} files, median {sizes[sizes.Length / 2].Lines}, p90 {sizes[sizes.Length * 9 / 10].Lines} lines (goal 40 and 150)");
        Assert.DoesNotContain(sizes, static size => size.Lines > MostLines);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var named = Product.All.SelectMany(Product.Written)
            .Where(static type => _empty.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal)))
            .Select(static type => type.FullName);
        Assert.Empty(named);
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        var folders = Product.Files("src").Concat(Product.Files("tests")).SelectMany(static file => file.Split('/')[..^1]).Distinct();
        Assert.DoesNotContain(folders, static folder => _empty.Contains(folder));
    }

    [Fact]
    public void Only_the_key_factories_ask_for_a_grain_by_its_key()
    {
        var asking = Product.Files("src")
            .Where(static file => File.ReadAllText(Path.Combine(Product.Root, file)) is var text
                && (text.Contains(".GetGrain<", StringComparison.Ordinal) || text.Contains(".GetGrain(", StringComparison.Ordinal)));

        // D1: the one of the contracts, and the one of projections, whose keys are targets of the log.
        Assert.Equal(["src/Contracts/GrainKeys.cs", "src/Grains/Activity/IProjectionGrain.cs"], asking.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_event_of_the_logs_has_a_number_of_its_own()
    {
        var numbers = Product.Files("src")
            .SelectMany(static file => EventNumber().Matches(File.ReadAllText(Path.Combine(Product.Root, file))).Select(match => match.Groups["number"].Value))
            .ToList();
        Assert.NotEmpty(numbers);
        Assert.Empty(numbers.GroupBy(static number => number).Where(static same => same.Count() > 1).Select(static same => same.Key));
    }

    [GeneratedRegex(@"LoggerMessage\((?<number>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EventNumber();
}
