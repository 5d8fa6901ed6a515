namespace Skiller.Contracts.Operations;

/// <summary>Gives a client of the cluster numbers from blocks that the cluster drew; those of a block that is not used up are lost, which is harmless.</summary>
/// <param name="grains">The way to the cluster.</param>
public sealed class Identifiers(IGrainFactory grains) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _next;
    private long _end;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The next number; a block is drawn by one caller at a time.</summary>
    /// <param name="ct">Ends the wait.</param>
    public async Task<long> Next(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_next == _end)
            {
                var block = await grains.Identifiers().TakeBlock(ct);
                (_next, _end) = (block.First, block.First + block.Count);
            }

            return _next++;
        }
        finally
        {
            _turn.Release();
        }
    }
}
