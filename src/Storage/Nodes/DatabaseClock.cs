using Skiller.Contracts.Operations;

namespace Skiller.Storage.Nodes;

/// <summary>
/// The time of the database that all nodes share, so that days, sessions and the keys of calls end at one moment, whatever the clocks of machines say (F16).
/// Before the first look at the database: the machine's time.
/// </summary>
/// <param name="cluster">What the database said.</param>
internal sealed class DatabaseClock(ClusterClock cluster) : TimeProvider
{
    /// <summary>What the database said.</summary>
    public ClusterClock Cluster => cluster;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => cluster.Now ?? System.GetUtcNow();
}
