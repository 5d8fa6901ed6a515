using Skiller.Silo.Configuration;

namespace Skiller.Silo.Operations;

/// <summary>
/// Leaves in order: says so to whoever sends users, waits for them to look, then closes the public address, whose running requests are
/// finished, and only then the silo, which flushes what its grains hold.
/// </summary>
internal sealed partial class Drain(NodeState state, Settings settings, TimeProvider clock, ILogger<Drain> logger)
{
    /// <summary>How long running requests and the silo have each to come to their end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task Leave(IHost? front, IHost cluster)
    {
        state.Drain();
        LogDraining(logger);
        if (settings.DrainGrace > TimeSpan.Zero)
        {
            await Task.Delay(settings.DrainGrace, clock);
        }

        try
        {
            await (front is null ? Task.CompletedTask : Stop(front));
        }
        finally
        {
            // Whatever became of the front, the silo leaves the cluster in order.
            await Stop(cluster);
        }

        LogStopped(logger);
    }

    private async Task Stop(IHost host)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        await host.StopAsync(late.Token);
    }

    [LoggerMessage(8020, LogLevel.Information, "Draining: no new requests, the running ones are finished")]
    private static partial void LogDraining(ILogger logger);

    [LoggerMessage(8021, LogLevel.Information, "Stopped in order")]
    private static partial void LogStopped(ILogger logger);
}
