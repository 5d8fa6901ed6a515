using System.Text;
using System.Threading.Channels;

namespace Skiller.Simulator.Journal;

/// <summary>Appends lines to a journal. A line is on the disk when its task ends; lines that come at once share one flush.</summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly Channel<(byte[] Line, TaskCompletionSource Written)> _lines = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });
    private readonly Task _writing;

    private JournalWriter(FileStream file)
    {
        _file = file;
        _writing = Task.Run(Write);
    }

    /// <summary>Opens a journal at its end; what was cut off there is removed.</summary>
    public static JournalWriter Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        file.SetLength(end);
        file.Position = end;
        return new JournalWriter(file);
    }

    /// <summary>Writes a line and waits until it is on the disk.</summary>
    public async Task Append(JournalLine line)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _lines.Writer.WriteAsync((Encoding.UTF8.GetBytes(line.Write() + "\n"), written));
        await written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private async Task Write()
    {
        var batch = new List<TaskCompletionSource>();
        while (await _lines.Reader.WaitToReadAsync())
        {
            batch.Clear();
            try
            {
                while (_lines.Reader.TryRead(out var next))
                {
                    batch.Add(next.Written);
                    await _file.WriteAsync(next.Line);
                }

                _file.Flush(flushToDisk: true);
                batch.ForEach(static written => written.SetResult());
            }
            catch (IOException fault)
            {
                batch.ForEach(written => written.TrySetException(fault));
            }
        }
    }
}
