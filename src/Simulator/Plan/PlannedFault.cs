using System.ComponentModel;

namespace Skiller.Simulator.Plan;

/// <summary>Something that is done to the cluster at a simulated time.</summary>
/// <param name="At">When, since the beginning.</param>
/// <param name="Command">What the cluster's script is told.</param>
internal sealed record PlannedFault(
    [property: Description("When, in simulated time since the beginning: 3d, 12h, 1d6h, 2.5d.")] string At,
    [property: Description("What the cluster's script is told: kill, start, pause, resume or remove with a node ('silo 2', 'web 1', or its number), add silo, add web, upgrade TO.")] string Command)
{
    /// <summary>As it is told and noted: <c>3d kill silo 2</c>.</summary>
    public override string ToString() => $"{At} {Command}";
}
