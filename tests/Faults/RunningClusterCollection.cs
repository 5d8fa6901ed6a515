using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>All faults of one cluster, which therefore come one after the other.</summary>
[CollectionDefinition(nameof(RunningCluster), DisableParallelization = true)]
public sealed class RunningClusterCollection : ICollectionFixture<RunningCluster>;
