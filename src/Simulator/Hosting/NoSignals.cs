using Microsoft.Extensions.Hosting;

namespace Skiller.Simulator.Hosting;

/// <summary>Hosts within the program leave signals to it: Ctrl-C still audits and reports.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
