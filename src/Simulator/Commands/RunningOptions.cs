using Skiller.Simulator.Direct;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Target;
using Skiller.Simulator.Watching;

namespace Skiller.Simulator.Commands;

/// <summary>What a run has around it on this machine; it changes nothing of what its people do.</summary>
internal sealed record RunningOptions
{
    /// <summary>Nodes whose processors and memory are measured; null: none.</summary>
    public NodeMetrics? Nodes { get; init; }

    /// <summary>The cluster to which the scenario's faults are done; null: none, then there must be no faults.</summary>
    public ClusterScript? Cluster { get; init; }

    /// <summary>The cluster that takes turns with the target's front; null: everything goes over HTTP.</summary>
    public ClusterConnection? Direct { get; init; }

    /// <summary>How long each has its turn.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where it can be watched from outside.</summary>
    public WatchOptions Watch { get; init; } = new(null, null);
}
