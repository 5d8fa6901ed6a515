using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Spectre.Console;

namespace Skiller.Simulator.Report;

/// <summary>What a run shows while it goes on: a table that renews itself in a terminal, and a line every ten seconds anywhere else.</summary>
internal sealed class TerminalView : IAsyncDisposable
{
    private const int Kinds = 20;
    private static readonly TimeSpan _betweenLines = TimeSpan.FromSeconds(10);

    private readonly string _aim;
    private readonly RunTally _tally;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _live = Task.CompletedTask;
    private Action<Table>? _update;
    private double _toldAt = double.NegativeInfinity;

    private TerminalView(RunAim aim, RunTally tally) => (_aim, _tally) = (aim.In(new ReportWords("en")), tally);

    /// <param name="aim">What it is to come to.</param>
    /// <param name="tally">How it stands.</param>
    public static TerminalView Start(RunAim aim, RunTally tally)
    {
        var view = new TerminalView(aim, tally);
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            view._live = AnsiConsole.Live(new Table()).StartAsync(async context =>
            {
                view._update = table => context.UpdateTarget(table);
                await view._over.Task;
            });
        }

        return view;
    }

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _live;
    }

    /// <summary>Whether there is a table, which shows kinds of requests too.</summary>
    public bool IsLive => _update is not null;

    /// <summary>Shows how it stands.</summary>
    public void Show(Sample sample, IReadOnlyList<KindFigures> kinds)
    {
        if (_update is { } update)
        {
            update(TableOf(sample, kinds));
        }
        else if (sample.Faults is not null || sample.Seconds - _toldAt >= _betweenLines.TotalSeconds)
        {
            _toldAt = sample.Seconds;
            Console.WriteLine(Line(sample));
        }
    }

    private static string Line(Sample sample) => FormattableString.Invariant(
        $"day {sample.Day:0.0}  {sample.Members} members  {sample.Acknowledged} acts ({sample.ActRate:0}/s, p99 {sample.Acts.P99:0} ms)  {sample.Loads} pages ({sample.LoadRate:0}/s, p99 {sample.Pages.P99:0} ms)  {sample.Errors} errors  stretched {sample.StretchedSeconds:0} s{Share(sample)}{string.Concat((sample.Faults ?? []).Select(static fault => $"  now: {fault}"))}");

    private static string Share(Sample sample) => sample.ReadShare is { } share ? FormattableString.Invariant($"  {100 * share:0.#} % of the page loads") : "";

    private Table TableOf(Sample sample, IReadOnlyList<KindFigures> kinds)
    {
        var table = new Table()
            .Title(FormattableString.Invariant($"day {sample.Day:0.0}, {sample.Members} members, of {_aim}"))
            .Caption(FormattableString.Invariant(
                $"{sample.ActRate:0} acts/s, {sample.LoadRate:0} pages/s, {sample.Unknown} unknown, {sample.Refused} refused, {_tally.Events} live events, stretched {sample.StretchedSeconds:0} s{Share(sample)}"))
            .AddColumn("")
            .AddColumn(new TableColumn("count").RightAligned())
            .AddColumn(new TableColumn("errors").RightAligned())
            .AddColumn(new TableColumn("p50 ms").RightAligned())
            .AddColumn(new TableColumn("p99 ms").RightAligned());
        foreach (var kind in kinds.Take(Kinds))
        {
            table.AddRow(kind.Kind, FormattableString.Invariant($"{kind.Count}"), FormattableString.Invariant($"{kind.Errors}"), FormattableString.Invariant($"{kind.FromDue.P50:0.0}"), FormattableString.Invariant($"{kind.FromDue.P99:0.0}"));
        }

        return table;
    }
}
