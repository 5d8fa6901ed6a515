using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Silo.Telemetry;

/// <summary>Shows at <c>/metrics</c> which silos this one knows of, and how often membership has changed (docs/metrics.md).</summary>
internal sealed class ClusterGauge : BackgroundService
{
    private static readonly (string Name, SiloStatus[] States)[] _states =
    [
        ("active", [SiloStatus.Active]),
        ("joining", [SiloStatus.Created, SiloStatus.Joining]),
        ("leaving", [SiloStatus.ShuttingDown, SiloStatus.Stopping]),
    ];

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly IClusterMembershipService _membership;
    private readonly Counter<long> _changes;

    public ClusterGauge(IClusterMembershipService membership)
    {
        _membership = membership;
        _changes = _meter.CreateCounter<long>("skiller.cluster.changes", "{change}", "Changes of the state of any silo that this one has seen since it was started.");
        _meter.CreateObservableGauge("skiller.cluster.silos", Silos, "{silo}", "Silos that this one knows of, by their state; the dead are not counted.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _changes.Add(0);
        ClusterMembershipSnapshot? before = null;
        try
        {
            await foreach (var now in _membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                _changes.Add(before is null ? 0 : now.CreateUpdate(before).Changes.Length);
                before = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private IEnumerable<Measurement<long>> Silos()
    {
        var members = _membership.CurrentSnapshot.Members.Values;
        return _states.Select(state => new Measurement<long>(
            members.LongCount(member => state.States.Contains(member.Status)), new KeyValuePair<string, object?>("state", state.Name)));
    }
}
