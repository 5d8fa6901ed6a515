using System.Collections.Immutable;
using System.Globalization;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Commands;

/// <summary>Plain lines, for files and pipes; progress every few seconds.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider clock) : IOperationScreen
{
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, long> _shown = new(StringComparer.Ordinal);

    public void Show(OperationEvent told)
    {
        switch (told)
        {
            case LineEvent line:
                output.WriteLine(line.Text);
                break;
            case TableEvent table:
                Show(table);
                break;
            case ProgressEvent progress when IsDue(progress):
                _shown[progress.What] = clock.GetTimestamp();
                output.WriteLine(progress.Total is { } total
                    ? string.Create(CultureInfo.InvariantCulture, $"{progress.What}: {progress.Done} of {total}")
                    : string.Create(CultureInfo.InvariantCulture, $"{progress.What}: {progress.Done}"));
                break;
        }
    }

    private bool IsDue(ProgressEvent progress) =>
        progress.Done == progress.Total
        || !_shown.TryGetValue(progress.What, out var at)
        || clock.GetElapsedTime(at) >= BetweenProgress;

    private void Show(TableEvent table)
    {
        var widths = table.Columns.Select((column, i) => table.Rows.Select(row => row[i].Length).Append(column.Length).Max()).ToImmutableArray();
        foreach (var row in table.Rows.Insert(0, table.Columns))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }
}
