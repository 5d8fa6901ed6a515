using Skiller.Contracts;
using Skiller.Storage.Activity;

namespace Skiller.Silo.Telemetry;

/// <summary>Forgets every hour which facts were traced more than a day ago, also after tracing was given up.</summary>
internal sealed class TraceSweep(TracedActs traced, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            do
            {
                await Sweep(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        try
        {
            await traced.Sweep(ct);
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException)
        {
            // It comes again.
        }
    }
}
