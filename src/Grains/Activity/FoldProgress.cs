namespace Skiller.Grains.Activity;

/// <summary>How far a projection got when it was told to catch up. One call does a bounded part: whoever wants the whole repeats it.</summary>
/// <param name="Written">The position up to which is folded and written; everything of the target up to there.</param>
/// <param name="IsThrough">Whether that is all that the log held for the target when the call came.</param>
/// <param name="Fault">What stopped it: a fact that cannot be folded, a database that is away. Null: nothing did, there only is more to do.</param>
[GenerateSerializer, Immutable, Alias("skiller.fold-progress")]
internal sealed record FoldProgress(
    [property: Id(0)] long Written,
    [property: Id(1)] bool IsThrough,
    [property: Id(2)] string? Fault);
