namespace Skiller.Tests.Simulator;

/// <summary>A file whose writes fail when half of what they write is written, as on a disk that is full.</summary>
/// <param name="path">Where it is made.</param>
/// <param name="fails">Which writes fail, the first being 1.</param>
internal sealed class FailingFile(string path, Func<int, bool> fails) : FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
{
    private int _written;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var isFailing = fails(++_written);
        await base.WriteAsync(isFailing ? buffer[..(buffer.Length / 2)] : buffer, cancellationToken);
        if (isFailing)
        {
            throw new IOException("No space left on device");
        }
    }
}
