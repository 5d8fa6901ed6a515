using System.Globalization;
using System.Resources;

namespace Skiller.Simulator.Report;

/// <summary>The words of reports, in one of the two languages.</summary>
internal sealed class ReportWords(string locale)
{
    private static readonly ResourceManager _words = new("Skiller.Simulator.Report.Resources.ReportWords", typeof(ReportWords).Assembly);

    /// <summary>The languages that reports are written in.</summary>
    public static IReadOnlyList<string> Locales { get; } = ["fr", "en"];

    public string Locale => locale;

    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(locale);

    public string this[string key] => _words.GetString(key, Culture) ?? throw new InvalidOperationException($"There is no word for {key}.");

    /// <summary>A number as the language writes it.</summary>
    public string Number(double value) => value.ToString(value == Math.Floor(value) ? "N0" : "N1", Culture);
}
