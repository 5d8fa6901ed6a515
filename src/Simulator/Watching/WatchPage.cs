using System.Net;
using System.Security.Cryptography;
using System.Text;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;

namespace Skiller.Simulator.Watching;

/// <summary>The page about a run: what the terminal shows, with charts. It renews the part within <c>main</c> each second, and loads nothing from elsewhere.</summary>
internal sealed class WatchPage(WatchState state, ReportWords words)
{
    private const int Charted = 720;

    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}
        table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem clamp(.2rem,1.2vw,.75rem);border-bottom:1px solid #8886;text-align:right}
        td:first-child,th:first-child{text-align:left}figure{margin:1.5rem 0}figcaption{font-weight:bold}.no{color:#dc2626}
        dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt{font-size:.85em}dd{margin:0;font-size:1.4em}
        svg text{font:12px system-ui,sans-serif;fill:currentColor}.grid{stroke:#8884}.line{fill:none;stroke-width:1.5}.mark path{stroke:#dc2626;stroke-dasharray:4 3}.mark text{fill:#dc2626}
        """;

    private const string Script = """
        const part=document.querySelector('main'),gone=document.querySelector('#gone');
        setInterval(async()=>{try{const answer=await fetch('/part'+location.search);if(answer.ok){part.innerHTML=await answer.text();gone.hidden=true}else gone.hidden=false}catch{gone.hidden=false}},1000);
        """;

    /// <summary>What a browser may do on the page: run this script, and ask this address.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The whole page.</summary>
    public string Whole()
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").Append(words.Locale).Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript><title>").Append(Text(words["watch.title"])).Append("</title><style>").Append(Style).Append("</style></head><body>");
        html.Append("<h1>").Append(Text(words["watch.title"])).Append("</h1><nav><a href=\"?lang=fr\" lang=\"fr\">Français</a> · <a href=\"?lang=en\" lang=\"en\">English</a></nav>");
        html.Append("<p id=\"gone\" class=\"no\" role=\"status\" hidden>").Append(Text(words["watch.gone"])).Append("</p><main>").Append(Part()).Append("</main><script>").Append(Script);
        return html.Append("</script></body></html>\n").ToString();
    }

    /// <summary>The part that is renewed.</summary>
    public string Part()
    {
        var (run, samples) = state.Read();
        if (run.Now is not { } now)
        {
            return $"<p>{Text(words["watch.begins"])}</p>";
        }

        var html = new StringBuilder("<dl>");
        foreach (var (name, value) in Figures(run, now))
        {
            html.Append("<div><dt>").Append(Text(name)).Append("</dt><dd>").Append(Text(value)).Append("</dd></div>");
        }

        html.Append("</dl>");
        Faults(html, samples);
        Kinds(html, run.Kinds);
        Charts(html, samples);
        return html.ToString();
    }

    private IEnumerable<(string Name, string Value)> Figures(WatchedRun run, Sample now)
    {
        yield return (words["watch.whole"], run.Aim.In(words));
        yield return (words["days"], words.Number(now.Day));
        yield return (words["members"], words.Number(now.Members));
        yield return ($"{words["acts"]}/s", words.Number(now.ActRate));
        yield return ($"{words["pages"]}/s", words.Number(now.LoadRate));
        yield return ($"p99 {words["acts"]} (ms)", words.Number(now.Acts.P99));
        yield return ($"p99 {words["pages"]} (ms)", words.Number(now.Pages.P99));
        yield return (words["acknowledged"], words.Number(now.Acknowledged));
        yield return (words["loads"], words.Number(now.Loads));
        yield return (words["errors"], words.Number(now.Errors));
        yield return (words["refused"], words.Number(now.Refused));
        yield return (words["unknown"], words.Number(now.Unknown));
        yield return (words["live"], words.Number(run.Events));
        yield return (words["seconds"], words.Number(now.Seconds));
        yield return (words["stretched"], words.Number(now.StretchedSeconds));
        if (now.ReadShare is { } share)
        {
            yield return (words["reads"], share.ToString("P1", words.Culture));
        }
    }

    private void Faults(StringBuilder html, IReadOnlyList<Sample> samples)
    {
        var faults = samples.SelectMany(static sample => (sample.Faults ?? []).Select(fault => (Fault: fault, sample.Seconds))).ToList();
        if (faults.Count > 0)
        {
            html.Append("<h2>").Append(Text(words["faults"])).Append("</h2><ol>");
            html.AppendJoin("", faults.Select(fault => $"<li>{Text(fault.Fault)} ({Text(words.Number(fault.Seconds))} s)</li>")).Append("</ol>");
        }
    }

    private void Kinds(StringBuilder html, IReadOnlyList<KindFigures> kinds)
    {
        string[] head = [words["kind"], words["count"], words["load-errors"], $"p50 {words["due"]} (ms)", "p99"];
        html.Append("<table><thead><tr>").AppendJoin("", head.Select(static cell => $"<th scope=\"col\">{Text(cell)}</th>")).Append("</tr></thead>");
        foreach (var kind in kinds)
        {
            string[] row = [kind.Kind, words.Number(kind.Count), words.Number(kind.Errors), words.Number(kind.FromDue.P50), words.Number(kind.FromDue.P99)];
            html.Append("<tr>").AppendJoin("", row.Select(static cell => $"<td>{Text(cell)}</td>")).Append("</tr>");
        }

        html.Append("</table>");
    }

    private void Charts(StringBuilder html, IReadOnlyList<Sample> samples)
    {
        // No more than a chart can show, so that a long run costs its page, and the generator beside it, no more than a short one.
        var step = Math.Max(1, samples.Count / Charted);
        var shown = samples.Where((sample, place) => place % step == 0 || sample.Faults is not null || place == samples.Count - 1).ToList();
        List<ChartMark> marks = [.. shown.SelectMany(static sample => (sample.Faults ?? []).Select(fault => new ChartMark(fault, sample.Seconds)))];
        Chart("growth", (words["members"], static sample => sample.Members));
        Chart("rates", (words["acts"], static sample => sample.ActRate), (words["pages"], static sample => sample.LoadRate));
        Chart("watch.latency", ($"p50 {words["pages"]}", static sample => sample.Pages.P50), ($"p99 {words["pages"]}", static sample => sample.Pages.P99), ($"p99 {words["acts"]}", static sample => sample.Acts.P99));
        Chart("errors", (words["errors"], static sample => sample.Errors));

        void Chart(string title, params (string Name, Func<Sample, double> Value)[] lines) => html.Append(LineChart.Svg(
            words[title], words["time"], [.. lines.Select(line => new ChartLine(line.Name, [.. shown.Select(sample => (sample.Seconds, line.Value(sample)))]))], words.Culture, marks));
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
