using Skiller.Simulator.Growing;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Load;

/// <summary>Something of a load that is due at a time.</summary>
/// <param name="At">Seconds from the beginning of the measured part; before 0: of the warm-up.</param>
/// <param name="Kind">Its kind in reports.</param>
/// <param name="Member">Whose it is; null: a reader's without an account.</param>
internal abstract record Arrival(double At, string Kind, Person? Member)
{
    /// <summary>A page load.</summary>
    internal sealed record Page(double At, string Kind, Person? Member, string Path) : Arrival(At, Kind, Member);

    /// <summary>An act of a member.</summary>
    internal sealed record Write(double At, string Kind, Person Actor, Act Act, Known? Subject) : Arrival(At, Kind, Actor);
}
