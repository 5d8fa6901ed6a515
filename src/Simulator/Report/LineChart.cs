using System.Globalization;
using System.Net;
using System.Text;

namespace Skiller.Simulator.Report;

/// <summary>One line of a chart.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Something that happened at one place of a chart.</summary>
internal sealed record ChartMark(string Name, double X);

/// <summary>Draws lines as SVG, with axes, a title for screen readers, and no script. Colours follow the reader's theme.</summary>
internal static class LineChart
{
    private const int Width = 720;
    private const int Height = 240;
    private const int Left = 64;
    private const int Bottom = 36;
    private const int Top = 24;
    private const int Ticks = 4;
    private static readonly double[] _steps = [1, 2, 5, 10];
    private static readonly string[] _colours = ["#2563eb", "#d97706", "#059669", "#dc2626"];

    /// <param name="title">What it shows.</param>
    /// <param name="across">What runs along the bottom.</param>
    /// <param name="lines">The lines; those without points are left out.</param>
    /// <param name="culture">How numbers are written.</param>
    /// <param name="marks">What happened, numbered in this order.</param>
    public static string Svg(string title, string across, IReadOnlyList<ChartLine> lines, CultureInfo culture, IReadOnlyList<ChartMark>? marks = null)
    {
        var shown = lines.Where(static line => line.Points.Count > 1).ToList();
        if (shown.Count == 0)
        {
            return "";
        }

        var (least, most) = (shown.Min(static line => line.Points.Min(static point => point.X)), shown.Max(static line => line.Points.Max(static point => point.X)));
        var top = Round(shown.Max(static line => line.Points.Max(static point => point.Y)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{WebUtility.HtmlEncode(title)}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var y = Y(top * tick / Ticks, top);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {y:0.#}H{Width - 8}\"/><text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Short(top * tick / Ticks, culture)}</text>");
        }

        var step = Round((most - least) / Ticks);
        for (var at = Math.Ceiling(least / step) * step; at <= most; at += step)
        {
            // The last number must not run out of the picture.
            var anchor = X(at, least, most) > Width - 30 ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(at, least, most):0.#}\" y=\"{Height - 18}\" text-anchor=\"{anchor}\">{Short(at, culture)}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - 8}\" y=\"{Height - 3}\" text-anchor=\"end\">{WebUtility.HtmlEncode(across)}</text>");
        foreach (var (number, mark) in (marks ?? []).Index())
        {
            var x = X(Math.Clamp(mark.X, least, most), least, most);
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"mark\"><title>{WebUtility.HtmlEncode(mark.Name)}</title><path d=\"M{x:0.#} {Top}V{Height - Bottom}\"/><text x=\"{x + 3:0.#}\" y=\"{Top + 10}\">{number + 1}</text></g>");
        }

        foreach (var (number, line) in shown.Index())
        {
            var path = string.Join('L', Thinned(line.Points).Select(point => FormattableString.Invariant($"{X(point.X, least, most):0.#} {Y(point.Y, top):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" stroke=\"{_colours[number % _colours.Length]}\" d=\"M{path}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (number * 150)}\" y=\"12\" style=\"fill:{_colours[number % _colours.Length]}\">{WebUtility.HtmlEncode(line.Name)}</text>");
        }

        return svg.Append("</svg></figure>").ToString();
    }

    private static double X(double value, double least, double most) => Left + ((value - least) / Math.Max(most - least, double.Epsilon) * (Width - 8 - Left));

    private static double Y(double value, double top) => Height - Bottom - (value / top * (Height - Bottom - Top));

    // No more points than can be told apart, the highest of each few.
    private static IEnumerable<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points) =>
        points.Count <= Width ? points : points.Chunk((points.Count / Width) + 1).Select(static few => few.MaxBy(static point => point.Y));

    // 1, 2 or 5 times a power of ten.
    private static double Round(double most)
    {
        if (most <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return _steps.Select(step => step * power).First(step => step >= most * 0.999999);
    }

    private static string Short(double value, CultureInfo culture) => value switch
    {
        >= 1_000_000 => (value / 1_000_000).ToString("0.##", culture) + " M",
        >= 10_000 => (value / 1_000).ToString("0.#", culture) + " k",
        _ => value.ToString("0.##", culture),
    };
}
