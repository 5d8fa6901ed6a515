using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Skiller.Contracts.Operations;

namespace Skiller.Grains.Activity;

/// <summary>What every aggregate needs; one constructor parameter instead of many.</summary>
internal sealed record AggregateServices(IActivityLog Log, TimeProvider Clock, ILoggerFactory Loggers, IServiceProvider Silo)
{
    /// <summary>The name of the grain storage that keeps snapshots.</summary>
    public const string SnapshotStorage = "Snapshots";

    /// <summary>By which it is told what comes too late; null in a silo without storage of ours.</summary>
    public ClusterClock? Cluster { get; } = Silo.GetService<ClusterClock>();

    /// <summary>The aggregates of this silo.</summary>
    public ActiveFolds Active { get; } = new();

    /// <summary>Where snapshots are kept; null in a silo without them, where every activation reads its whole stream.</summary>
    public IGrainStorage? Snapshots { get; } = Silo.GetKeyedService<IGrainStorage>(SnapshotStorage);
}
