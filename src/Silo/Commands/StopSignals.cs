using System.Runtime.InteropServices;

namespace Skiller.Silo.Commands;

/// <summary>Hears SIGTERM and Ctrl-C, and lets the command end in order; a second one of the same kind changes nothing.</summary>
internal sealed class StopSignals : IDisposable
{
    // Never disposed: a signal may still be on its way when the command has ended.
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration _terminated;
    private readonly PosixSignalRegistration _interrupted;

    public StopSignals()
    {
        _terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    }

    public CancellationToken Token => _stopping.Token;

    public void Dispose()
    {
        _terminated.Dispose();
        _interrupted.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _stopping.Cancel();
    }
}
