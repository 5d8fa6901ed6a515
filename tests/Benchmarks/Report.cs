using System.Globalization;
using System.Text;

namespace Skiller.Tests.Benchmarks;

/// <summary>One line of the table: a ratio or a figure, and what it aims at.</summary>
/// <param name="What">The question that is answered.</param>
/// <param name="Result">The figure.</param>
/// <param name="Aim">What was wished for, empty for none.</param>
/// <param name="Details">The absolute figures behind it, of the same run.</param>
internal sealed record Row(string What, string Result, string Aim, string Details);

/// <summary>The one Markdown table that <c>./bench</c> prints.</summary>
internal static class Report
{
    public static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    public static string Table(IEnumerable<Row> rows)
    {
        var text = new StringBuilder("| What | Result | Aim | In the same run |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Result} | {row.Aim} | {row.Details} |\n");
        }

        return text.ToString();
    }
}
