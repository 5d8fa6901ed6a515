using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>docs/threats.md names, for each threat to a running Skiller, tests that are there, or says that none shows it.</summary>
public sealed class ThreatTableTests
{
    private static readonly ImmutableArray<(string Threat, string Tests)> _rows =
    [
        .. File.ReadLines(Path.Combine(Product.Root, "docs", "threats.md"))
            .Select(static line => Regex.Match(line, @"^\| (?<threat>N\d\d) \| [^|]+ \| [^|]+ \| (?<tests>[^|]+) \| [^|]*\|$"))
            .Where(static row => row.Success)
            .Select(static row => (row.Groups["threat"].Value, row.Groups["tests"].Value)),
    ];

    [Fact]
    public void Threats_are_numbered_without_a_gap()
    {
        Assert.True(_rows.Length >= 25);
        Assert.Equal(Enumerable.Range(1, _rows.Length).Select(static number => string.Create(CultureInfo.InvariantCulture, $"N{number:00}")), _rows.Select(static row => row.Threat));
    }

    [Fact]
    public void Every_row_names_tests_that_are_there_or_says_why_none()
    {
        var sources = Product.Files("tests").ToLookup(
            static file => Path.GetFileNameWithoutExtension(file), static file => File.ReadAllText(Path.Combine(Product.Root, file)), StringComparer.Ordinal);
        foreach (var (threat, tests) in _rows)
        {
            var named = Regex.Matches(tests, @"`(?<class>\w+)\.(?<test>\w+)`");
            Assert.True(named.Count > 0 || tests.StartsWith("none", StringComparison.Ordinal), $"{threat} names no test.");
            Assert.All(named, test => Assert.True(
                sources[test.Groups["class"].Value].Any(text => text.Contains($" {test.Groups["test"].Value}(", StringComparison.Ordinal)),
                $"{threat}: there is no {test.Value}."));
        }
    }
}
