using System.Collections.Immutable;

namespace Skiller.Simulator.People;

/// <summary>A member of the simulation. How often they do something is their weight among all others who do; 0: never.</summary>
/// <param name="Index">Their place in the order of joining; 0 joined with the invitation that the run was given.</param>
/// <param name="Handle">Unique, and of this seed.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Of a reserved domain (RFC 2606).</param>
/// <param name="Locale">fr or en.</param>
/// <param name="Skills">What they declare when they join; slugs.</param>
/// <param name="JoinsAt">When they join, since the beginning.</param>
/// <param name="InvitedBy">Who invites them; null: nobody of the simulation.</param>
/// <param name="InvitedAt">When.</param>
/// <param name="Weights">How active they are.</param>
internal sealed record Person(
    int Index,
    string Handle,
    string Name,
    string Email,
    string Locale,
    ImmutableArray<string> Skills,
    TimeSpan JoinsAt,
    int? InvitedBy,
    TimeSpan InvitedAt,
    Activity Weights);

/// <summary>How active somebody is in each thing that members do, relative to others.</summary>
internal sealed record Activity(double Asking, double Answering, double Commenting, double Voting, double Visiting);
