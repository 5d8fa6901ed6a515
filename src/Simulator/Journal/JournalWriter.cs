using System.Buffers;
using System.Text;
using System.Threading.Channels;

namespace Skiller.Simulator.Journal;

/// <summary>Appends lines to a journal. A line is on the disk when its task ends; lines that come at once share one flush.</summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly Channel<(byte[] Line, TaskCompletionSource Written, bool OnDisk)> _lines = Channel.CreateUnbounded<(byte[], TaskCompletionSource, bool)>(new() { SingleReader = true });
    private readonly Task _writing;

    // Behind the last line that is on the disk.
    private long _end;

    /// <param name="file">Unbuffered, with nothing but whole lines; it is disposed with the writer.</param>
    internal JournalWriter(FileStream file)
    {
        (_file, _end) = (file, file.Length);
        _writing = Task.Run(Write);
    }

    /// <summary>Opens a journal at its end; what was cut off there is removed.</summary>
    public static JournalWriter Open(string path)
    {
        var file = OwnersFile.Open(path, FileMode.OpenOrCreate);
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
        return new JournalWriter(file);
    }

    /// <summary>Writes a line and waits until it is on the disk.</summary>
    /// <exception cref="IOException">It cannot be written; lines after it are not spoilt by what came of it.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public Task Append(JournalLine line) => Written(line, onDisk: true);

    /// <summary>Writes a line and waits until it outlives this process, though perhaps not the machine.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public Task Note(JournalLine line) => Written(line, onDisk: false);

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private async Task Written(JournalLine line, bool onDisk)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _lines.Writer.WriteAsync((Bytes(line), written, onDisk));
        await written.Task;
    }

    private async Task Write()
    {
        var (batch, bytes) = (new List<TaskCompletionSource>(), new ArrayBufferWriter<byte>());
        while (await _lines.Reader.WaitToReadAsync())
        {
            batch.Clear();
            bytes.ResetWrittenCount();
            var onDisk = false;
            while (_lines.Reader.TryRead(out var next))
            {
                batch.Add(next.Written);
                onDisk |= next.OnDisk;
                bytes.Write(next.Line);
            }

            try
            {
                GoToEnd();
                await _file.WriteAsync(bytes.WrittenMemory);
                if (onDisk)
                {
                    _file.Flush(flushToDisk: true);
                }

                _end += bytes.WrittenCount;
                batch.ForEach(static written => written.SetResult());
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                batch.ForEach(written => written.SetException(fault));
            }
        }
    }

    private static byte[] Bytes(JournalLine line) => Encoding.UTF8.GetBytes(line.Write() + "\n");

    // A write that failed may have left a part of a line behind the end, which the next line would be glued to.
    private void GoToEnd()
    {
        if (_file.Length > _end)
        {
            _file.SetLength(_end);
        }

        _file.Position = _end;
    }
}
