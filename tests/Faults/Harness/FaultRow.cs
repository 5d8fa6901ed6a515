using System.Collections.Immutable;
using System.Globalization;

namespace Skiller.Tests.Faults.Harness;

/// <summary>What a fault did: a row of the report.</summary>
/// <param name="Id">Its number in RELIABILITY.md.</param>
/// <param name="What">What was done.</param>
/// <param name="Aim">What is aimed at.</param>
internal sealed record FaultRow(string Id, string What, FaultAim Aim)
{
    /// <summary>How many calls of writers and readers were neither carried out nor refused.</summary>
    public int Errors { get; init; }

    /// <summary>Of how many.</summary>
    public long Calls { get; init; }

    /// <summary>Which they were.</summary>
    public string Kinds { get; init; } = "";

    /// <summary>From the first to the last of them.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>How long after the fault began the last one came; null: there was none.</summary>
    public TimeSpan? LastError { get; init; }

    /// <summary>How long after the fault was taken away the last one came; null: there was none then.</summary>
    public TimeSpan? LastErrorHealed { get; init; }

    public TimeSpan Longest { get; init; }

    public long Acknowledged { get; init; }

    public int Lost { get; init; }

    public int Doubled { get; init; }

    public int Ghosts { get; init; }

    /// <summary>Differences of other sorts: scores, ledgers, revisions, the log.</summary>
    public int Wrong { get; init; }

    /// <summary>What those who listen heard.</summary>
    public int Events { get; init; }

    /// <summary>What of it was lost, doubled or out of order.</summary>
    public int EventsWrong { get; init; }

    public bool IsVerified { get; init; }

    public double Load { get; init; }

    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Why nothing was judged; null: it was.</summary>
    public string? BrokenOff { get; init; }

    public const string Head =
        """
        | fault | what | errors seen by users | window | last error after it began / was taken away | longest call | acts acknowledged | lost | doubled | ghosts | wrong | events heard (wrong) | verify | aim | load |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>As a row of the table.</summary>
    public override string ToString() => BrokenOff is not null ? $"| {Id} | {What} | BROKE OFF: {BrokenOff} |{string.Concat(Enumerable.Repeat(" |", 12))}" : string.Create(
        CultureInfo.InvariantCulture,
        $"| {Id} | {What}{string.Concat(Notes.Select(static note => $"; {note}"))} | {Errors} of {Calls}{(Kinds.Length > 0 ? $": {Kinds}" : "")} | {Seconds(Window)} | {Seconds(LastError)} / {Seconds(LastErrorHealed)} | {Seconds(Longest)} | {Acknowledged} | {Lost} | {Doubled} | {Ghosts} | {Wrong} | {Events} ({EventsWrong}) | {(IsVerified ? "clean" : "DIFFERS")} | {Aim.Text}: {(Aim.IsMet(this) ? "met" : "MISSED")} | {Load:0.0} |");

    private static string Seconds(TimeSpan? time) => time is { } known && known > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.0} s") : "—";
}
