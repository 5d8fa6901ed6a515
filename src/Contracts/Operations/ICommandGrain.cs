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
}
