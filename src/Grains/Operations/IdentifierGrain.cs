using Orleans.Concurrency;
using Skiller.Contracts.Operations;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Operations;

/// <summary>Draws blocks of numbers.</summary>
[StatelessWorker, GrainType("skiller.identifier")]
internal sealed class IdentifierGrain(IIdentifiers identifiers) : Grain, IIdentifierGrain
{
    public async Task<IdentifierBlock> TakeBlock(CancellationToken ct) => new(await identifiers.TakeBlock(ct), IIdentifiers.BlockSize);
}
