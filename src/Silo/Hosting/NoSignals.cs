namespace Skiller.Silo.Hosting;

/// <summary>A host inside the node hears no signals of its own: the node stops its hosts in their order.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
