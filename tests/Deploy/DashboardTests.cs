using System.Text.Json;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>Every panel shows something of a site that is used: a panel without data is a mistake in it, or a metric that is gone.</summary>
public sealed class DashboardTests(MeteredSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("overview")]
    [InlineData("orleans")]
    [InlineData("log")]
    [InlineData("database")]
    [InlineData("fronts")]
    public async Task Each_panel_has_data(string dashboard)
    {
        var panels = (await Read(dashboard)).List("panels").Where(static panel => panel.Text("type") != "row").ToList();
        Assert.NotEmpty(panels);
        var empty = new List<string>();
        foreach (var panel in panels)
        {
            Assert.NotEmpty(panel.List("targets"));
            foreach (var target in panel.List("targets"))
            {
                var query = target.Text("expr")!.Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal);
                Assert.DoesNotContain("$", query, StringComparison.Ordinal);
                if ((await site.Query(query)).Count == 0)
                {
                    empty.Add($"{panel.Text("title")}: {query}");
                }
            }
        }

        Assert.True(empty.Count == 0, string.Join('\n', empty));
    }

    [Fact]
    public async Task A_panel_of_a_metric_that_is_gone_would_be_found() =>
        Assert.Empty(await site.Query("sum(rate(skiller_log_appended_total_gone{job=\"skiller\",instance=~\".*\"}[1m]))"));

    [Fact]
    public async Task Dashboards_have_names_of_their_own_and_fit_what_grafana_is_provisioned_with()
    {
        var files = Directory.GetFiles(Path.Combine(Tool.Files, "grafana", "dashboards"), "*.json");
        Assert.Equal(5, files.Length);
        var source = (await Tool.Yaml(Path.Combine(Tool.Files, "grafana", "provisioning", "datasources", "prometheus.yaml")))[0].Text("datasources", 0, "uid");
        var uids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var dashboard = await Read(Path.GetFileNameWithoutExtension(file));
            Assert.True(uids.Add(dashboard.Text("uid")!));
            var panels = dashboard.List("panels").ToList();
            Assert.Equal(panels.Count, panels.Select(static panel => panel.Text("id")).Distinct().Count());
            Assert.All(panels.SelectMany(static panel => panel.List("targets")), target => Assert.Equal(source, target.Text("datasource", "uid")));
            Assert.All(panels, static panel => Assert.True(panel.At("gridPos", "x")!.Value.GetInt32() + panel.At("gridPos", "w")!.Value.GetInt32() <= 24));
        }
    }

    private static async Task<JsonElement> Read(string dashboard) =>
        JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Tool.Files, "grafana", "dashboards", dashboard + ".json"), Ct));
}
