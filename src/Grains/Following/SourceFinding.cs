using Skiller.Contracts;

namespace Skiller.Grains.Following;

/// <summary>What the source itself says, looked up before a choice about it is decided.</summary>
/// <param name="Obstacle">Why it cannot be followed, null: it is there.</param>
/// <param name="PartTaken">When the member asked or last answered the question, null: never, or it is none.</param>
internal sealed record SourceFinding(RefusalCode? Obstacle, DateTimeOffset? PartTaken)
{
    /// <summary>It is there.</summary>
    public static SourceFinding There { get; } = new(null, null);

    /// <summary>It is not there.</summary>
    public static SourceFinding Missing { get; } = new(RefusalCode.NotFound, null);
}
