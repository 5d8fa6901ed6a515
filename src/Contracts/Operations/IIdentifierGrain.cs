namespace Skiller.Contracts.Operations;

/// <summary>Draws blocks of numbers for members, questions, answers and comments from the one sequence. A stateless worker.</summary>
[Alias("skiller.identifier"), GrainInterfaceType("skiller.identifier")]
public interface IIdentifierGrain : IGrainWithStringKey
{
    /// <summary>Draws a block that nobody else gets; unused numbers are lost, which is harmless.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("TakeBlock")]
    Task<IdentifierBlock> TakeBlock(CancellationToken ct);
}

/// <summary>Numbers for one process to give.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("skiller.identifier-block")]
public sealed record IdentifierBlock([property: Id(0)] long First, [property: Id(1)] int Count);
