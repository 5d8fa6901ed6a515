using Skiller.Silo.Operations;
using Spectre.Console;

namespace Skiller.Silo.Commands;

/// <summary>A terminal: a bar for each thing that progresses, above them the lines that stay.</summary>
internal sealed class TerminalScreen(ProgressContext context) : IOperationScreen
{
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

    public void Show(OperationEvent told)
    {
        switch (told)
        {
            case LineEvent line:
                AnsiConsole.WriteLine(line.Text);
                break;
            case TableEvent table:
                AnsiConsole.Write(Drawn(table));
                break;
            case ProgressEvent progress:
                Move(progress);
                break;
        }
    }

    private static Table Drawn(TableEvent told)
    {
        var table = new Table();
        foreach (var column in told.Columns)
        {
            table.AddColumn(Markup.Escape(column));
        }

        foreach (var row in told.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    private void Move(ProgressEvent progress)
    {
        if (!_bars.TryGetValue(progress.What, out var bar))
        {
            bar = context.AddTask(Markup.Escape(progress.What));
            _bars.Add(progress.What, bar);
        }

        bar.IsIndeterminate = progress.Total is null;
        bar.MaxValue = Math.Max(progress.Total ?? progress.Done, 1);
        bar.Value = progress.Done;
    }
}
