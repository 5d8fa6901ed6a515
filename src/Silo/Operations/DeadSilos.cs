using Skiller.Storage.Activity;

namespace Skiller.Silo.Operations;

/// <summary>
/// Has nothing appended any more by a silo that was declared dead, whether or not it knows it: its grains wake on the others, and what they read of
/// the log when they wake has to stay true (F11).
/// </summary>
internal sealed partial class DeadSilos(IClusterMembershipService membership, PostgresAppendFence fence, ILogger<DeadSilos> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = new HashSet<SiloAddress>();
        try
        {
            await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                // Those too that were dead before this one came: perhaps nobody else was there to see it.
                var dead = now.Members.Values.Where(static member => member.Status == SiloStatus.Dead).Select(static member => member.SiloAddress).ToHashSet();
                var fresh = dead.Except(known).ToList();
                known = dead;
                await Bar(fresh, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Bar(List<SiloAddress> dead, CancellationToken ct)
    {
        dead.ForEach(fence.Bar);
        try
        {
            await fence.Settle(ct);
        }
#pragma warning disable CA1031 // Whoever reads next tries again, and does not read before.
        catch (Exception fault) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogUnsettled(logger, fault);
        }
    }

    [LoggerMessage(8014, LogLevel.Information, "It could not be written down yet that a dead silo appends nothing more; whoever reads the log next does it")]
    private static partial void LogUnsettled(ILogger logger, Exception fault);
}
