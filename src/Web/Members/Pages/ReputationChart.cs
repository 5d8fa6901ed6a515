using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Skiller.Contracts.Reputation;

namespace Skiller.Web.Members.Pages;

/// <summary>A member's reputation over time: a line of steps for the eye, and the same as rows, a month each.</summary>
/// <param name="Line">The path of the line, in a box of <see cref="Width"/> by <see cref="Height"/>; empty without entries.</param>
/// <param name="Months">The months that have entries, the newest first.</param>
/// <param name="From">The day before the first entry, when there was nothing yet.</param>
/// <param name="To">The last day.</param>
/// <param name="Highest">What the top of the box stands for.</param>
/// <param name="Lowest">What its bottom stands for: 0, or less.</param>
public sealed record ReputationChart(string Line, IReadOnlyList<ReputationMonth> Months, DateOnly From, DateOnly To, long Highest, long Lowest)
{
    public const int Width = 600;
    public const int Height = 120;

    internal static ReputationChart Of(ImmutableArray<DayPoints> days)
    {
        if (days.IsEmpty)
        {
            return new ReputationChart("", [], default, default, 0, 0);
        }

        var totals = new List<(DateOnly Day, long Total)>(days.Length);
        var total = 0L;
        foreach (var day in days)
        {
            total += day.Points;
            totals.Add((day.Day, total));
        }

        var (highest, lowest) = (Math.Max(1, totals.Max(static at => at.Total)), Math.Min(0, totals.Min(static at => at.Total)));
        return new ReputationChart(Path(totals, highest, lowest), Rows(days, totals), days[0].Day.AddDays(-1), days[^1].Day, highest, lowest);
    }

    private static string Path(List<(DateOnly Day, long Total)> totals, long highest, long lowest)
    {
        var first = totals[0].Day.DayNumber - 1;
        double span = totals[^1].Day.DayNumber - first;
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M0 {Y(0)}");
        foreach (var (day, total) in totals)
        {
            path.Append(CultureInfo.InvariantCulture, $"H{Math.Round((day.DayNumber - first) / span * Width, 1)}V{Y(total)}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Width}").ToString();

        double Y(long points) => Math.Round(Height - ((points - lowest) / (double)(highest - lowest) * Height), 1);
    }

    private static IReadOnlyList<ReputationMonth> Rows(ImmutableArray<DayPoints> days, List<(DateOnly Day, long Total)> totals) =>
    [
        .. days.Zip(totals).GroupBy(static at => (at.First.Day.Year, at.First.Day.Month))
            .Select(static month => new ReputationMonth(new DateOnly(month.Key.Year, month.Key.Month, 1), month.Sum(static at => at.First.Points), month.Last().Second.Total))
            .Reverse(),
    ];
}

/// <summary>A month of a ledger.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Points">The sum of its entries.</param>
/// <param name="Total">The sum up to its end.</param>
public sealed record ReputationMonth(DateOnly Month, long Points, long Total);
