using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Report;

/// <summary>Writes what a run came to into its folder: a page in each language, figures as JSON and CSV, the thresholds as JUnit's XML.</summary>
internal static class ReportFiles
{
    public static void Write(RunFolder folder, ReportFacts facts)
    {
        File.WriteAllText(folder.Summary, JsonSerializer.Serialize(facts.Summary, ReportJson.Default.RunSummary));
        foreach (var locale in ReportWords.Locales)
        {
            File.WriteAllText(folder.File($"report.{locale}.html"), new HtmlReport(facts, new ReportWords(locale)).Write());
        }

        File.WriteAllText(folder.File("kinds.csv"), Kinds(facts.Summary));
        JUnit(facts).Save(folder.File("thresholds.xml"));
    }

    /// <summary>The samples that a run has written; the time of one that was gone on with goes on too.</summary>
    public static IReadOnlyList<Sample> Samples(RunFolder folder)
    {
        var (samples, before) = (new List<Sample>(), 0.0);
        foreach (var line in File.Exists(folder.Samples) ? File.ReadLines(folder.Samples).Where(static line => line.EndsWith('}')) : [])
        {
            var sample = JsonSerializer.Deserialize(line, SampleJson.Default.Sample)!;
            before = samples.Count > 0 && sample.Seconds + before < samples[^1].Seconds ? samples[^1].Seconds : before;
            samples.Add(sample with { Seconds = sample.Seconds + before });
        }

        return samples;
    }

    /// <summary>Says on the terminal what held and where the report is.</summary>
    public static void Tell(RunFolder folder, IReadOnlyList<Check> verdict, TextWriter output)
    {
        foreach (var check in verdict.Where(static check => !check.Holds))
        {
            output.WriteLine($"FAILED {check.Name}: {check.Detail}");
        }

        output.WriteLine($"Report: {Path.GetFullPath(folder.File("report.en.html"))}");
    }

    private static string Kinds(RunSummary summary)
    {
        var csv = new StringBuilder("kind,count,errors,bytes,due_p50_ms,due_p90_ms,due_p99_ms,due_p999_ms,due_max_ms,service_p50_ms,service_p99_ms,service_max_ms\n");
        foreach (var kind in summary.Kinds)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{kind.Kind},{kind.Count},{kind.Errors},{kind.Bytes},{kind.FromDue.P50},{kind.FromDue.P90},{kind.FromDue.P99},{kind.FromDue.P999},{kind.FromDue.Max},");
            csv.Append(CultureInfo.InvariantCulture, $"{kind.Service.P50},{kind.Service.P99},{kind.Service.Max}\n");
        }

        return csv.ToString();
    }

    private static XDocument JUnit(ReportFacts facts) => new(new XElement(
        "testsuite",
        new XAttribute("name", "skiller-sim"),
        new XAttribute("tests", facts.Verdict.Count),
        new XAttribute("failures", facts.Verdict.Count(static check => !check.Holds)),
        new XAttribute("time", facts.Summary.Seconds.ToString(CultureInfo.InvariantCulture)),
        facts.Verdict.Select(static check => new XElement(
            "testcase",
            new XAttribute("classname", "skiller-sim"),
            new XAttribute("name", check.Name),
            check.Holds ? null : new XElement("failure", new XAttribute("message", check.Detail))))));
}
