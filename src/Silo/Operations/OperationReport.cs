using System.Collections.Immutable;
using System.Threading.Channels;

namespace Skiller.Silo.Operations;

/// <summary>Hands what an operation tells to the connection that asked for it. Progress gives way when the connection is slow; lines do not.</summary>
internal sealed class OperationReport : IOperationReport
{
    private const int ProgressMayWait = 64;

    // Not a single-reader channel: that one cannot be counted.
    private readonly Channel<OperationEvent> _events = Channel.CreateUnbounded<OperationEvent>();

    public ChannelReader<OperationEvent> Events => _events.Reader;

    public void Line(string text) => _events.Writer.TryWrite(new LineEvent(text));

    public void Progress(string what, long done, long? total)
    {
        if (_events.Reader.Count < ProgressMayWait)
        {
            _events.Writer.TryWrite(new ProgressEvent(what, done, total));
        }
    }

    public void Table(ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows) =>
        _events.Writer.TryWrite(new TableEvent(columns, rows));

    public void End(EndEvent end)
    {
        _events.Writer.TryWrite(end);
        _events.Writer.Complete();
    }
}
