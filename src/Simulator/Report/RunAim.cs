using System.Globalization;

namespace Skiller.Simulator.Report;

/// <summary>What a run is to come to.</summary>
/// <param name="Kind"><c>growth</c> or <c>load</c>.</param>
/// <param name="Amount">Members of a growth; requests a second of a load.</param>
/// <param name="Time">Days of a growth; seconds of a load.</param>
internal sealed record RunAim(string Kind, double Amount, double Time)
{
    /// <summary>The aim of a growth: members in simulated days.</summary>
    public static RunAim Growth(int members, int days) => new("growth", members, days);

    /// <summary>The aim of a load: requests a second for some seconds.</summary>
    public static RunAim Load(double rate, double seconds) => new("load", rate, seconds);

    /// <summary>The aim in a language.</summary>
    public string In(ReportWords words) => string.Format(CultureInfo.InvariantCulture, words[$"aim.{Kind}"], words.Number(Amount), words.Number(Time));
}
