using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Operations;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Operations;

/// <summary>Looks commands up in the log, and how the log is.</summary>
[StatelessWorker, GrainType("skiller.command")]
internal sealed class CommandGrain(IActivityLog log, IWritableLog writing, IReadOnlyMode mode, TimeProvider clock) : Grain, ICommandGrain
{
    // Below the time for which a command to a silent database hangs.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    // A command that nobody sends: 64 zeros are no hash that anybody will meet.
    private static readonly string _nobody = new('0', 64);

    public async Task<bool> IsKnown(CommandId command, CancellationToken ct) => await log.FindCommand(command.Key, ct) is not null;

    public async Task<LogHealth> Health(CancellationToken ct)
    {
        try
        {
            return await Look(ct).WaitAsync(_patience, clock, ct);
        }
        catch (Exception fault) when (fault is UnavailableException or TimeoutException)
        {
            return new LogHealth(IsReadable: false, IsWritable: false);
        }
    }

    private async Task<LogHealth> Look(CancellationToken ct)
    {
        await log.FindCommand(_nobody, ct);
        var isClosed = await mode.Read(ct) is not null;
        return new LogHealth(IsReadable: true, !isClosed && await writing.IsWritable(ct)) { IsClosed = isClosed };
    }
}
