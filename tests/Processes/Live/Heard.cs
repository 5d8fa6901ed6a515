using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Live;

/// <summary>What came out of a stream of events.</summary>
/// <param name="Id">The position to resume from.</param>
/// <param name="Kind">The event's name; empty: no event, the position alone.</param>
/// <param name="Data">Its JSON.</param>
internal sealed record Heard(long Id, string Kind, string Data);

/// <summary>All that one client heard, over all of its connections.</summary>
/// <param name="Name">Which client.</param>
/// <param name="Topics">What it listened to.</param>
/// <param name="Member">Whose notifications it listened to, null: nobody's.</param>
/// <param name="After">From which position on.</param>
/// <param name="Events">What came, in the order in which it came.</param>
/// <param name="Connections">How often it was connected.</param>
internal sealed record HeardByOne(
    string Name, IReadOnlySet<string> Topics, long? Member, long After, ImmutableArray<Heard> Events, int Connections);
