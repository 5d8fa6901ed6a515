namespace Skiller.Contracts.Questions;

/// <summary>Whether a member takes part in a question.</summary>
/// <param name="At">When they asked it or last answered it, a deleted answer included; null: neither.</param>
[GenerateSerializer, Immutable, Alias("skiller.part-taken")]
public sealed record PartTaken([property: Id(0)] DateTimeOffset? At);
