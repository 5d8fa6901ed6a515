using Skiller.Simulator.Audit;

namespace Skiller.Simulator.Report;

/// <summary>An audit in words.</summary>
internal static class AuditView
{
    private const int Shown = 20;

    public static void Write(AuditResult audit, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"Audit: {audit.Requests} requests in {audit.Seconds} s"));
        foreach (var rule in audit.Rules)
        {
            output.WriteLine(FormattableString.Invariant($"  {(rule.Failed == 0 ? "ok    " : "FAILED")} {rule.Rule,-24} {rule.Checked,9} looked at, {rule.Failed} wrong"));
        }

        foreach (var finding in audit.Findings.Take(Shown))
        {
            output.WriteLine($"  {finding.Rule}: {finding.Subject}: expected {finding.Expected}, found {finding.Found}");
        }

        foreach (var note in audit.Notes.Take(Shown))
        {
            output.WriteLine($"  note: {note}");
        }

        output.WriteLine(audit.IsClean ? "Everything is as the journal and the rules say." : FormattableString.Invariant($"{audit.FindingCount} differences."));
    }
}
