using Orleans.Concurrency;

namespace Skiller.Contracts.Operations;

/// <summary>Knows which commands were recorded, in whatever stream. A stateless worker.</summary>
[Alias("skiller.command"), GrainInterfaceType("skiller.command")]
public interface ICommandGrain : IGrainWithStringKey
{
    /// <summary>
    /// Whether a command was recorded and has not expired: a repetition of it is answered by its grain and takes no allowance.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("IsKnown")]
    Task<bool> IsKnown(CommandId command, CancellationToken ct);

    /// <summary>
    /// How the log is. Answers within two seconds, also when the database says nothing at all, so that whoever asks can tell a cluster
    /// without its database from no cluster: it does not queue behind look-ups that wait for that database.
    /// </summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Health"), AlwaysInterleave]
    Task<LogHealth> Health(CancellationToken ct);
}

/// <summary>How the log is, as the silo that answers sees it.</summary>
/// <param name="IsReadable">Whether it can be read.</param>
/// <param name="IsWritable">Whether acts are recorded: it can be read, and what was appended last, or a probe since then, went well.</param>
[GenerateSerializer, Immutable, Alias("skiller.log-health")]
public sealed record LogHealth([property: Id(0)] bool IsReadable, [property: Id(1)] bool IsWritable)
{
    /// <summary>Whether an operator keeps it closed.</summary>
    [Id(2)]
    public bool IsClosed { get; init; }
}
