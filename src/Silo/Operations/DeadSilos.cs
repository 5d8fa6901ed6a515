using Skiller.Contracts;
using Skiller.Storage.Activity;

namespace Skiller.Silo.Operations;

/// <summary>
/// Has nothing appended any more by a silo that was declared dead, whether or not it knows it: its grains wake on the others, and what they read of
/// the log when they wake has to stay true (F11).
/// </summary>
internal sealed class DeadSilos(IClusterMembershipService membership, PostgresAppendFence fence) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ClusterMembershipSnapshot? before = null;
        try
        {
            await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                if (before is not null)
                {
                    await Bar([.. now.CreateUpdate(before).Changes.Where(static change => change.Status == SiloStatus.Dead)], stoppingToken);
                }

                before = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Bar(IReadOnlyCollection<ClusterMember> dead, CancellationToken ct)
    {
        foreach (var silo in dead)
        {
            fence.Bar(silo.SiloAddress);
        }

        try
        {
            await fence.Settle(ct);
        }
        catch (UnavailableException)
        {
            // Whoever reads next tries again, and does not read before.
        }
    }
}
