using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>docs/security.md names, for each case of the security checklist, tests that are there.</summary>
public sealed class SecurityTableTests
{
    private static readonly ImmutableArray<(string Case, string Tests)> _rows =
    [
        .. File.ReadLines(Path.Combine(Product.Root, "docs", "security.md"))
            .Select(static line => Regex.Match(line, @"^\| (?<case>[XCAVTP]\d\d) \| [^|]+ \| (?<tests>.+) \|$"))
            .Where(static row => row.Success)
            .Select(static row => (row.Groups["case"].Value, row.Groups["tests"].Value)),
    ];

    [Theory]
    [InlineData('X', 16)]
    [InlineData('C', 21)]
    [InlineData('A', 12)]
    [InlineData('V', 9)]
    public void Every_case_has_a_row(char group, int count)
    {
        var expected = Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{group}{number:00}"));
        Assert.Equal(expected, _rows.Select(static row => row.Case).Where(name => name[0] == group));
    }

    [Fact]
    public void Every_row_names_a_test_that_is_there_or_says_why_not_yet()
    {
        var sources = Product.Files("tests").ToLookup(
            static file => Path.GetFileNameWithoutExtension(file), static file => File.ReadAllText(Path.Combine(Product.Root, file)), StringComparer.Ordinal);
        foreach (var (name, tests) in _rows)
        {
            var named = Regex.Matches(tests, @"`(?<class>\w+)\.(?<test>\w+)`");
            Assert.True(named.Count > 0 || tests.StartsWith("not yet: ", StringComparison.Ordinal), $"{name} names no test.");
            Assert.All(named, test => Assert.True(
                sources[test.Groups["class"].Value].Any(text => text.Contains($" {test.Groups["test"].Value}(", StringComparison.Ordinal)),
                $"{name}: there is no {test.Value}."));
        }
    }
}
