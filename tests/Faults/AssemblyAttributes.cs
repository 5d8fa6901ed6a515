using Xunit;

// Each fault has the machine to itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
