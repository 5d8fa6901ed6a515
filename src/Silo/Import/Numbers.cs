using Skiller.Contracts;

namespace Skiller.Silo.Import;

/// <summary>Draws numbers one by one from the blocks of the one sequence.</summary>
internal sealed class Numbers(IGrainFactory grains) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _next;
    private long _end;

    public async Task<long> Next(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_next == _end)
            {
                var block = await Patiently.Try(() => grains.Identifiers().TakeBlock(ct), ct);
                (_next, _end) = (block.First, block.First + block.Count);
            }

            return _next++;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
