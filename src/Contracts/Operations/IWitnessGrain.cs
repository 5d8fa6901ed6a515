using Orleans.Concurrency;

namespace Skiller.Contracts.Operations;

/// <summary>Lives on one silo and says how that one sees the log, so that another can tell whether the database is away or only lost to itself.</summary>
[Alias("skiller.witness"), GrainInterfaceType("skiller.witness")]
public interface IWitnessGrain : IGrainWithStringKey
{
    /// <summary>How the log is, as this silo sees it; within two seconds, also when the database says nothing at all.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Health"), AlwaysInterleave]
    Task<LogHealth> Health(CancellationToken ct);
}
