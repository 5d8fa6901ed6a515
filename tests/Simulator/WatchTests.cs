using System.Net;
using System.Text.Json.Nodes;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;
using Skiller.Simulator.Watching;
using Skiller.Tests.Processes.Telemetry;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A run can be watched from this machine while it goes on, and measured by what measures everything else.</summary>
public sealed class WatchTests
{
    private readonly Meter _meter = new();
    private readonly RunTally _tally = new();
    private readonly Pace _pace = new(TimeProvider.System, 1, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?lang=fr", "en", "fr", "Simulation en cours")]
    [InlineData("?lang=en", "fr", "en", "Simulation under way")]
    [InlineData("", "de, en;q=0.8", "en", "Simulation under way")]
    [InlineData("", "de", "fr", "Simulation en cours")]
    public async Task The_page_is_in_both_languages_and_needs_nothing_from_elsewhere(string query, string accepted, string locale, string title)
    {
        await using var watch = await Start();
        using var http = new HttpClient { BaseAddress = watch.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{query}", UriKind.Relative));
        request.Headers.AcceptLanguage.ParseAdd(accepted);
        using var response = await http.SendAsync(request, Ct);
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"<html lang=\"{locale}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("src=|https?://", html);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_terminal_shows_is_there_with_charts_and_as_JSON()
    {
        await using var watch = await Start();
        using var http = new HttpClient { BaseAddress = watch.Address };
        Assert.DoesNotContain("<svg", await http.GetStringAsync(new Uri("/part?lang=en", UriKind.Relative), Ct), StringComparison.Ordinal);
        Show(watch);
        var part = await http.GetStringAsync(new Uri("/part?lang=en", UriKind.Relative), Ct);
        Assert.Contains("<dt>Members</dt><dd>42</dd>", part, StringComparison.Ordinal);
        Assert.Contains("<dd>10,000 members in 60 days</dd>", part, StringComparison.Ordinal);
        Assert.Contains("<dd>10\u202f000 membres en 60 jours</dd>", await http.GetStringAsync(new Uri("/part?lang=fr", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Contains("<td>page-front</td><td>1</td>", part, StringComparison.Ordinal);
        Assert.Contains("<li>3d kill silo 2 (2 s)</li>", part, StringComparison.Ordinal);
        Assert.Equal(4, part.Split("<svg").Length - 1);
        var state = JsonNode.Parse(await http.GetStringAsync(new Uri("/state.json", UriKind.Relative), Ct))!;
        Assert.Equal((42, 12.5, "page-front"), (state["now"]!["members"]!.GetValue<int>(), state["now"]!["day"]!.GetValue<double>(), $"{state["kinds"]![0]!["kind"]}"));
    }

    [Fact]
    public async Task Prometheus_finds_acts_pages_members_time_and_how_long_requests_took()
    {
        await using var watch = await Start();
        Show(watch);
        using var http = new HttpClient { BaseAddress = watch.Address };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Ct);
        Assert.Matches("(?m)^skiller_sim_acts_total\\{kind=\"vote\",outcome=\"acknowledged\"\\} 1( |$)", metrics);
        Assert.Matches("(?m)^skiller_sim_pages_total\\{outcome=\"left-out\"\\} 1( |$)", metrics);
        Assert.Matches("(?m)^skiller_sim_members(\\{\\})? 1( |$)", metrics);
        Assert.Matches("(?m)^skiller_sim_time_seconds(\\{\\})? 86400( |$)", metrics);
        Assert.Matches("(?m)^skiller_sim_request_due_seconds_bucket\\{[^}]*kind=\"page-front\"[^}]*le=\"0.05\"\\} 1( |$)", metrics);
    }

    [Fact]
    public async Task Nobody_is_answered_under_a_name_from_elsewhere()
    {
        await using var watch = await Start();
        using var http = new HttpClient { BaseAddress = watch.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/state.json", UriKind.Relative));
        request.Headers.Host = "elsewhere.example";
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        Assert.Equal(IPAddress.Loopback.ToString(), watch.Address!.Host);
    }

    [Fact]
    public async Task A_collector_is_sent_them_at_the_end_at_the_latest()
    {
        await using var collector = new OtlpReceiver();
        await using (var watch = await RunWatch.Start(new WatchOptions(null, collector.Address), RunAim.Growth(10_000, 60), _tally, _meter, _pace, Ct))
        {
            Show(watch);
        }

        Assert.Superset(new HashSet<string> { "skiller.sim.acts", "skiller.sim.pages", "skiller.sim.members", "skiller.sim.time", "skiller.sim.request.due" }, collector.Metrics.Keys.ToHashSet());
    }

    [Fact]
    public async Task Where_nothing_is_asked_for_nothing_is_there()
    {
        await using var watch = await RunWatch.Start(new WatchOptions(null, null), RunAim.Growth(10_000, 60), _tally, _meter, _pace, Ct);
        watch.Show(new Sample(), []);
        Assert.Null(watch.Address);
        Assert.Null(_meter.Observer);
    }

    private Task<RunWatch> Start() => RunWatch.Start(new WatchOptions(0, null), RunAim.Growth(10_000, 60), _tally, _meter, _pace, Ct);

    private void Show(RunWatch watch)
    {
        _tally.Count(new JournalLine("m1", "join", "ada", Outcome.Acknowledged));
        _tally.Count(new JournalLine("v1", "vote", "ada", Outcome.Acknowledged));
        _tally.LeaveOut();
        _tally.Reached = TimeSpan.FromDays(1);
        _meter.Add("page-front", TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(30), 10, isError: false);
        watch.Show(new Sample { Seconds = 1, Day = 12, Members = 40 }, _meter.Figures());
        watch.Show(new Sample { Seconds = 2, Day = 12.5, Members = 42, Faults = ["3d kill silo 2"] }, _meter.Figures());
    }
}
