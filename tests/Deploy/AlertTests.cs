using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>Who is woken, why, and where it says what to do.</summary>
public sealed partial class AlertTests(MeteredSite site)
{
    private static readonly string _folder = Path.Combine(Tool.Files, "prometheus");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Prometheus_reads_is_what_it_takes()
    {
        (await Tool.Promtool("check", "config", Path.Combine(_folder, "prometheus.yml"))).Passes();
        (await Tool.Promtool(["check", "rules", .. Directory.GetFiles(Path.Combine(_folder, "rules"))])).Passes();

        using var folder = new TemporaryFolder();
        (await Tool.Promtool("check", "rules", await Tool.Planted(folder, "prometheus/rules/skiller.yml", "expr: up{", "expr: up{{"))).Finds("could not parse expression");

        // Debian's Prometheus finds no pods; what is done with those that are found is checked with others.
        var pods = await Tool.Planted(
            folder, "prometheus/kubernetes.yml", "    kubernetes_sd_configs:\n      - role: pod\n        namespaces:\n          names: [skiller]\n", "    static_configs:\n      - targets: [localhost:8081]\n");
        (await Tool.Promtool("check", "config", "--syntax-only", pods)).Passes();
    }

    [Fact]
    public async Task Each_alert_comes_when_it_should_and_not_when_it_need_not()
    {
        var files = Directory.GetFiles(Path.Combine(_folder, "tests"));
        (await Tool.Promtool(["test", "rules", .. files])).Passes();
        var tried = string.Join('\n', await Task.WhenAll(files.Select(static file => File.ReadAllTextAsync(file, Ct))));
        foreach (var alert in await Alerts())
        {
            Assert.Contains($"- name: {alert.Text("alert")} comes\n", tried, StringComparison.Ordinal);
            Assert.Contains($"- name: {alert.Text("alert")} does not come\n", tried, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_alert_has_its_section_of_the_runbook_and_each_section_its_alert()
    {
        var runbook = await File.ReadAllTextAsync(Path.Combine(Node.Root, "docs", "operations.md"), Ct);
        var sections = Section().Matches(runbook).ToDictionary(static match => match.Groups["name"].Value, static match => match.Groups["text"].Value, StringComparer.Ordinal);
        var alerts = await Alerts();
        Assert.Equal(alerts.Select(static alert => alert.Text("alert")).Order(StringComparer.Ordinal), sections.Keys.Order(StringComparer.Ordinal));
        foreach (var alert in alerts)
        {
            var name = alert.Text("alert")!;
            Assert.Equal($"{{{{ or $externalLabels.runbook \"docs/operations.md\" }}}}#{name.ToLowerInvariant()}", alert.Text("annotations", "runbook_url"));
            Assert.Contains(alert.Text("labels", "severity"), (string[])["page", "warn"]);
            Assert.All(["**Means.** ", "**Look at.** ", "**Do.** "], part => Assert.Contains(part, sections[name], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_metric_that_an_alert_watches_is_there()
    {
        // Of these docs/metrics.md says that they are there from their first event on.
        var rare = string.Join(' ', (await File.ReadAllLinesAsync(Path.Combine(Node.Root, "docs", "metrics.md"), Ct)).Where(static line => line.StartsWith("`orleans_", StringComparison.Ordinal)));
        foreach (var rule in await Rules())
        {
            var selectors = Selector().Matches(rule.Text("expr")!);
            Assert.NotEmpty(selectors);
            foreach (var name in selectors.Select(static selector => selector.Groups["metric"].Value).Distinct(StringComparer.Ordinal))
            {
                Assert.True(rare.Contains($"`{name}`", StringComparison.Ordinal) || (await site.Query($$"""count({__name__="{{name}}"})""")).Count > 0, $"{rule.Text("alert") ?? rule.Text("record")}: nobody shows {name}");
            }
        }

        // Selectors by label: what is chosen is there too.
        foreach (var selector in (string[])["skiller_cluster_silos{state=\"active\"}", "http_server_request_duration_seconds_count{http_request_method=~\"GET|HEAD\",http_route!~\"/health.*|/metrics.*|/operations.*|.*/live\"}", "http_server_request_duration_seconds_count{http_request_method!~\"GET|HEAD|OPTIONS\"}", "http_server_request_duration_seconds_count{http_route=~\".*/live|/health.*\"}"])
        {
            Assert.NotEmpty(await site.Query($"count({selector})"));
        }
    }

    [Fact]
    public async Task Nobody_is_woken_by_a_site_that_is_well() =>
        Assert.Equal([0], await site.Query("count(ALERTS{alertstate=\"firing\"}) or vector(0)"));

    private static async Task<IReadOnlyList<JsonElement>> Alerts() => [.. (await Rules()).Where(static rule => rule.At("alert") is not null)];

    private static async Task<IReadOnlyList<JsonElement>> Rules()
    {
        var rules = new List<JsonElement>();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "rules")))
        {
            rules.AddRange((await Tool.Yaml(file)).SelectMany(static one => one.List("groups")).SelectMany(static group => group.List("rules")));
        }

        return rules;
    }

    [GeneratedRegex(@"^### (?<name>Skiller\w+)\n(?<text>(?:(?!^#).*\n)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Section();

    [GeneratedRegex(@"(?<metric>\b(skiller|http|orleans|up|dotnet|db)[a-z0-9_:]*\b)(?=[\[{ )]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Selector();
}
