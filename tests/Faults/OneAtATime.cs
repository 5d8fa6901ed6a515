using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>Faults with clusters of their own: each has the machine to itself.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
