using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Operations;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Operations;

/// <summary>Looks commands up in the log.</summary>
[StatelessWorker, GrainType("skiller.command")]
internal sealed class CommandGrain(IActivityLog log) : Grain, ICommandGrain
{
    public async Task<bool> IsKnown(CommandId command, CancellationToken ct) => await log.FindCommand(command.Key, ct) is not null;
}
