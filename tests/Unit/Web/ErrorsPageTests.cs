using System.Runtime.CompilerServices;
using System.Text;
using Skiller.Contracts;
using Skiller.Web.Problems;
using Skiller.Web.Resources;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>docs/errors.md is made from the codes: <c>SKILLER_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class ErrorsPageTests
{
    [Fact]
    public void The_page_of_errors_tells_every_code()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here()) ?? "", "../../../docs/errors.md");
        if (Environment.GetEnvironmentVariable("SKILLER_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            File.WriteAllText(path, Page());
        }

        Assert.Equal(Page(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static string Page()
    {
        var page = new StringBuilder("# Errors\n\nEvery error of the API is an RFC 9457 problem document; `code` is permanent. ");
        page.Append("This page is made from the codes: `SKILLER_WRITE_DOCS=1 ./test Unit` writes it anew.\n\n");
        page.Append("| code | status | English | French |\n| --- | --- | --- | --- |\n");
        var problems = Enum.GetValues<RefusalCode>().Select(c => ProblemMapping.Of(Refusal.Of(c))).Concat(ProblemMapping.OfTheEdge);
        foreach (var problem in problems.OrderBy(p => p.Status).ThenBy(p => p.Code, StringComparer.Ordinal))
        {
            page.Append($"| `{problem.Code}` | {problem.Status} | {Messages.Problem(problem.Code, Locale.En)} | {Messages.Problem(problem.Code, Locale.Fr)} |\n");
        }

        page.Append("\nFaults of fields are in `errors`, by these rules:\n\n| rule | English | French |\n| --- | --- | --- |\n");
        foreach (var key in Messages.In(Locale.En).Keys.Where(k => k.StartsWith("rule.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            page.Append($"| {key["rule.".Length..]} | {Messages.Text(key, Locale.En)} | {Messages.Text(key, Locale.Fr)} |\n");
        }

        return page.ToString();
    }
}
