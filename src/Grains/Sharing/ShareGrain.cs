using Skiller.Contracts;
using Skiller.Contracts.Sharing;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Sharing;

/// <summary>One link. The account of its maker writes its stream, so that it is read again at each look.</summary>
[GrainType("skiller.share")]
internal sealed class ShareGrain(AggregateServices services) : AggregateGrain<ShareRecord>(services), IShareGrain
{
    public async Task<Result<ShareView>> View(CancellationToken ct)
    {
        await ReadAgain(ct);
        return State.View();
    }
}
