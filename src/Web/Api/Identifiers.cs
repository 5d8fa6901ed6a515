using Skiller.Contracts;

namespace Skiller.Web.Api;

/// <summary>Gives numbers from blocks that the cluster drew; those of a block that is not used up are lost, which is harmless.</summary>
internal sealed class Identifiers(IGrainFactory grains) : IDisposable
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
