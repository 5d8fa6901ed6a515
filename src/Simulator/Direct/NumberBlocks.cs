using Skiller.Contracts;

namespace Skiller.Simulator.Direct;

/// <summary>Numbers of what is written, from blocks that the cluster drew, as fronts have them.</summary>
internal sealed class NumberBlocks(IGrainFactory grains) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _next;
    private long _end;

    public void Dispose() => _turn.Dispose();

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
