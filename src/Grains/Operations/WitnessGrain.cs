using Orleans.Placement;
using Skiller.Contracts;
using Skiller.Contracts.Operations;

namespace Skiller.Grains.Operations;

/// <summary>Asks the silo that it lives on, which is the one that its caller names by a placement hint.</summary>
[RandomPlacement, GrainType("skiller.witness")]
internal sealed class WitnessGrain(IGrainFactory grains) : Grain, IWitnessGrain
{
    public Task<LogHealth> Health(CancellationToken ct) => grains.Commands().Health(ct);
}
