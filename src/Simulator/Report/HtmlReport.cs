using System.Net;
using System.Text;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Report;

/// <summary>What a report is made of.</summary>
/// <param name="Title">The key of its title.</param>
/// <param name="Target">Where it ran.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="BeganAt">When.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Samples">How it stood, second by second.</param>
/// <param name="Audit">Its audit; null: there was none.</param>
/// <param name="Verdict">What had to hold.</param>
internal sealed record ReportFacts(
    string Title, Uri Target, ulong Seed, DateTimeOffset BeganAt, RunSummary Summary, IReadOnlyList<Sample> Samples, AuditResult? Audit, IReadOnlyList<Check> Verdict);

/// <summary>A report as one HTML file that needs nothing else: no script, no font, no network.</summary>
internal sealed class HtmlReport(ReportFacts facts, ReportWords words)
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}td,th{padding:.25rem .75rem;border-bottom:1px solid #8886;text-align:right}
        td:first-child,th:first-child{text-align:left}.no{color:#dc2626;font-weight:bold}.yes{color:#059669}figure{margin:1.5rem 0}figcaption{font-weight:bold}
        svg text{font:12px system-ui,sans-serif;fill:currentColor}.grid{stroke:#8884}.line{fill:none;stroke-width:1.5}.mark path{stroke:#dc2626;stroke-dasharray:4 3}.mark text{fill:#dc2626}
        """;

    private readonly StringBuilder _html = new();

    public string Write()
    {
        var summary = facts.Summary;
        _html.Append("<!DOCTYPE html>\n<html lang=\"").Append(words.Locale).Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        _html.Append(Text(words[facts.Title])).Append("</title><style>").Append(Style).Append("</style></head><body><h1>").Append(Text(words[facts.Title])).Append("</h1>");
        Paragraph($"{words["target"]}\u00a0: {facts.Target} · {words["seed"]}\u00a0: {facts.Seed} · {words["began"]}\u00a0: {facts.BeganAt:u}", null);
        Paragraph(summary.WasStopped ? words["stopped"] : null, "no");
        Paragraph(summary.Broke is null ? null : words["partial"], "no");
        Paragraph(summary.Generator is { WasBottleneck: true } ? words["bottleneck"] : null, "no");
        Heading("verdict");
        Table([], facts.Verdict.Select(check => (string[])[check.Name, words[check.Holds ? "passed" : "failed"], Detail(check)]), row => row[1] == words["failed"] ? "no" : "yes");
        Heading("figures");
        Table([], Figures(summary), static _ => null);
        Faults(summary);
        Charts();
        Heading("kinds");
        Table(
            [words["kind"], words["count"], words["load-errors"], $"p50 {words["due"]}", "p99", "p99,9", "max", $"p50 {words["service"]}", "p99"],
            summary.Kinds.Select(Row),
            static _ => null);
        Drift(summary.Drift);
        Ways(summary);
        Costs(summary);
        Generator(summary.Generator);
        Audit();
        return _html.Append("</body></html>\n").ToString();
    }

    private string Detail(Check check) => facts.Audit?.Rules.FirstOrDefault(rule => rule.Rule == check.Name) is { } rule
        ? string.Format(words.Culture, words["rule.detail"], words.Number(rule.Checked), words.Number(rule.Failed))
        : check.Detail;

    private IEnumerable<string[]> Figures(RunSummary summary)
    {
        (string Key, double Value)[] figures =
        [
            ("members", summary.Members), ("days", summary.Days), ("seconds", summary.Seconds), ("stretched", summary.StretchedSeconds), ("acknowledged", summary.Acknowledged),
            ("refused", summary.Refused), ("unknown", summary.Unknown), ("act-errors", summary.ActErrors), ("skipped", summary.Skipped), ("loads", summary.Loads), ("load-errors", summary.LoadErrors),
            ("late", summary.Late), ("dropped", summary.Dropped), ("live", summary.LiveEvents), ("workers", summary.Workers),
        ];
        return figures.Select(figure => (string[])[words[figure.Key], words.Number(figure.Value)])
            .Append([words[summary.ReadsWereAdapted ? "reads.adapted" : "reads"], summary.Reads.ToString("P1", words.Culture)])
            .Append(["HTTP", summary.Http]);
    }

    private void Faults(RunSummary summary)
    {
        if (summary.Faults.Count == 0)
        {
            return;
        }

        Heading("faults");
        Table(
            ["", words["fault"], words["fault.day"], words["time"], words["fault.took"], words["fault.exit"], words["fault.errors"], words["fault.last"], "p99 " + words["pages"], "p99 " + words["acts"]],
            summary.Faults.Select(FaultRow),
            static row => row[5] == "0" ? null : "no");
        Paragraph($"{words["fault.apart"]}\u00a0: {words.Number(summary.ErrorsApartFromFaults)}", null);
    }

    private string[] FaultRow(FaultEffect fault, int number) =>
    [
        words.Number(number + 1), fault.Fault, words.Number(fault.Day), fault.Second is { } second ? words.Number(second) : "", fault.TookSeconds is { } took ? words.Number(took) : "",
        $"{fault.ExitCode}", words.Number(fault.Errors), words.Number(fault.LastErrorSeconds), words.Number(fault.PagesP99), words.Number(fault.ActsP99),
    ];

    private void Ways(RunSummary summary)
    {
        if (summary.Ways.Count > 0)
        {
            Heading("ways");
            Table(
                ["", words["time"], words["way.requests"], words["way.nodes"], words["way.generator"]],
                summary.Ways.Select(way => (string[])
                [
                    words[$"way.{way.Way}"], words.Number(way.Seconds), words.Number(way.Requests), way.NodeMilliseconds?.ToString("0.000", words.Culture) ?? "", way.GeneratorMilliseconds.ToString("0.000", words.Culture),
                ]),
                static _ => null);
        }
    }

    private void Costs(RunSummary summary)
    {
        if (summary.Costs.Count > 0)
        {
            Heading("costs");
            Paragraph(words["costs.how"], null);
            Table(
                ["", words["count"], words["way.nodes"], words["costs.bounds"], words["costs.share"]],
                summary.Costs.Select(cost => (string[])
                [
                    words[$"cost.{cost.Sort}"], words.Number(cost.Count), cost.Milliseconds.ToString("0.000", words.Culture),
                    $"{cost.Least.ToString("0.000", words.Culture)} … {cost.Most.ToString("0.000", words.Culture)}", cost.Share.ToString("P1", words.Culture),
                ]),
                static _ => null);
        }
    }

    private string[] Row(KindFigures kind) =>
    [
        kind.Kind, words.Number(kind.Count), words.Number(kind.Errors), words.Number(kind.FromDue.P50), words.Number(kind.FromDue.P99), words.Number(kind.FromDue.P999),
        words.Number(kind.FromDue.Max), words.Number(kind.Service.P50), words.Number(kind.Service.P99),
    ];

    private void Charts()
    {
        var samples = facts.Samples;
        Chart("growth", "time", new ChartLine(words["members"], Over(static sample => sample.Seconds, static sample => sample.Members)));
        Chart(
            "rates",
            "time",
            new ChartLine(words["acts"], Over(static sample => sample.Seconds, static sample => sample.ActRate)),
            new ChartLine(words["pages"], Over(static sample => sample.Seconds, static sample => sample.LoadRate)));
        var grows = samples.Count > 0 && samples[^1].Members > samples[0].Members;
        Func<Sample, double> across = grows ? static sample => sample.Members : static sample => sample.Seconds;
        Chart(
            "latency",
            grows ? "members" : "time",
            new ChartLine("p50 " + words["pages"], Over(across, static sample => sample.Pages.P50)),
            new ChartLine("p99 " + words["pages"], Over(across, static sample => sample.Pages.P99)),
            new ChartLine("p99 " + words["acts"], Over(across, static sample => sample.Acts.P99)),
            new ChartLine("p99 " + words["other-pages"], [.. samples.Where(static sample => sample.OtherPages is not null).Select(sample => (across(sample), sample.OtherPages!.P99))]));
        Chart("under-way", "time", new ChartLine(words["under-way"], samples.Any(static sample => sample.UnderWay > 0) ? Over(static sample => sample.Seconds, static sample => sample.UnderWay ?? 0) : []));
        Chart("errors", "time", new ChartLine(words["errors"], Over(static sample => sample.Seconds, static sample => sample.Errors)));
        Chart(
            "cpu",
            "time",
            new ChartLine(words["nodes"], Slope(static sample => sample.NodesCpuSeconds)),
            new ChartLine(words["generator"], Slope(static sample => sample.GeneratorCpuSeconds)));
        Chart("share", "time", new ChartLine(words["reads"], [.. samples.Where(static sample => sample.ReadShare is not null).Select(static sample => (sample.Seconds, 100 * sample.ReadShare!.Value))]));
        Chart("memory", "time", new ChartLine(words["nodes"], [.. samples.Where(static sample => sample.NodesBytes is not null).Select(static sample => (sample.Seconds, sample.NodesBytes!.Value / (1024 * 1024)))]));
    }

    private List<(double X, double Y)> Over(Func<Sample, double> x, Func<Sample, double> y) => [.. facts.Samples.Select(sample => (x(sample), y(sample)))];

    // A counter's growth a second.
    private List<(double X, double Y)> Slope(Func<Sample, double?> counter) =>
    [
        .. facts.Samples.Zip(facts.Samples.Skip(1))
            .Where(pair => counter(pair.First) is not null && counter(pair.Second) is not null && pair.Second.Seconds > pair.First.Seconds)
            .Select(pair => (pair.Second.Seconds, Math.Max(0, (counter(pair.Second)!.Value - counter(pair.First)!.Value) / (pair.Second.Seconds - pair.First.Seconds)))),
    ];

    private void Chart(string title, string across, params ChartLine[] lines)
    {
        Func<Sample, double> place = across == "members" ? static sample => sample.Members : static sample => sample.Seconds;
        List<ChartMark> marks = [.. facts.Samples.SelectMany(sample => (sample.Faults ?? []).Select(fault => new ChartMark(fault, place(sample))))];
        _html.Append(LineChart.Svg(words[title], words[across], lines, words.Culture, marks));
    }

    private void Drift(IReadOnlyList<Difference> drift)
    {
        if (drift.Count > 0)
        {
            Heading("drift");
            Table(
                [words["kind"], words["drift.first"], words["drift.last"], words["drift.change"]],
                drift.Select(each => (string[])
                [
                    each.Figure, words.Number(each.Before), words.Number(each.After),
                    $"{((each.After - each.Before) / each.Before).ToString("P1", words.Culture)} ({each.Least.ToString("P1", words.Culture)} … {each.Most.ToString("P1", words.Culture)})",
                ]),
                static _ => null);
        }
    }

    private void Generator(GeneratorFigures? generator)
    {
        if (generator is not null)
        {
            Heading("generator.title");
            Table(
                [],
                [
                    [words["generator.cpu"], $"{words.Number(generator.CpuSeconds)} · {generator.CpuShare.ToString("P0", words.Culture)}"],
                    [words["generator.lag"], $"{words.Number(generator.LagP50)} · {words.Number(generator.LagP99)} · {words.Number(generator.LagMax)}"],
                    [words["generator.pauses"], words.Number(generator.PauseMilliseconds)],
                ],
                static _ => null);
        }
    }

    private void Audit()
    {
        if (facts.Audit is not { } audit)
        {
            return;
        }

        Heading("audit");
        Table([words["rule"], words["checked"], words["wrong"]], audit.Rules.Select(rule => (string[])[rule.Rule, words.Number(rule.Checked), words.Number(rule.Failed)]), static row => row[2] == "0" ? null : "no");
        foreach (var note in audit.Notes)
        {
            Paragraph(note, null);
        }

        if (audit.Findings.Count > 0)
        {
            Heading("found");
            Table([words["rule"], "", words["expected"], words["is"]], audit.Findings.Select(static finding => (string[])[finding.Rule, finding.Subject, finding.Expected, finding.Found]), static _ => null);
        }
    }

    private void Heading(string key) => _html.Append("<h2>").Append(Text(words[key])).Append("</h2>");

    private void Paragraph(string? text, string? kind)
    {
        if (text is not null)
        {
            _html.Append("<p").Append(kind is null ? ">" : $" class=\"{kind}\">").Append(Text(text)).Append("</p>");
        }
    }

    private void Table(string[] head, IEnumerable<string[]> rows, Func<string[], string?> kind)
    {
        _html.Append("<table>");
        if (head.Length > 0)
        {
            _html.Append("<thead><tr>").AppendJoin("", head.Select(static cell => $"<th scope=\"col\">{Text(cell)}</th>")).Append("</tr></thead>");
        }

        foreach (var row in rows)
        {
            _html.Append(kind(row) is { } each ? $"<tr class=\"{each}\">" : "<tr>").AppendJoin("", row.Select(static cell => $"<td>{Text(cell)}</td>")).Append("</tr>");
        }

        _html.Append("</table>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
