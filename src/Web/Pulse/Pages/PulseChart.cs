using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Skiller.Web.Pulse.Pages;

/// <summary>One or two series over periods: lines of steps for the eye, and the same as rows.</summary>
/// <param name="Name">What it shows: the last part of the keys of its words.</param>
/// <param name="Lines">The paths, in a box of <see cref="Width"/> by <see cref="Height"/> that all share; the second is dashed.</param>
/// <param name="Rows">What stands in the table, the newest first.</param>
/// <param name="Highest">What the top of the box stands for, as text.</param>
public sealed record PulseChart(string Name, ImmutableArray<string> Lines, ImmutableArray<PulseChartRow> Rows, string Highest)
{
    public const int Width = 600;
    public const int Height = 120;

    /// <summary>The chart of series that are as long as the periods; null in one: nothing is known of that period.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="periods">How each period is called.</param>
    /// <param name="shown">How a value is written.</param>
    /// <param name="series">The values.</param>
    public static PulseChart Of(string name, ImmutableArray<string> periods, Func<double, string> shown, params ImmutableArray<ImmutableArray<double?>> series)
    {
        var highest = series.SelectMany(static values => values).Max() is { } top and > 0 ? top : 1;
        var rows = periods.Select((period, i) => new PulseChartRow(period, [.. series.Select(values => values[i] is { } value ? shown(value) : null)])).Reverse();
        return new PulseChart(name, [.. series.Select(values => Path(values, highest))], [.. rows], shown(highest));
    }

    // A step a period; where nothing is known the line has a gap.
    private static string Path(ImmutableArray<double?> values, double highest)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                isDrawing = false;
                continue;
            }

            var y = Math.Round(Height - (value / highest * Height), 1);
            path.Append(isDrawing ? "V" : string.Create(CultureInfo.InvariantCulture, $"M{X(i)} "));
            path.Append(CultureInfo.InvariantCulture, $"{y}H{X(i + 1)}");
            isDrawing = true;
        }

        return path.ToString();

        double X(int place) => Math.Round(place / (double)values.Length * Width, 1);
    }
}

/// <summary>A period.</summary>
/// <param name="Period">How it is called.</param>
/// <param name="Values">The value of each series; null: nothing is known.</param>
public sealed record PulseChartRow(string Period, ImmutableArray<string?> Values);
