using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>Whether somebody with an address has asked for an invitation.</summary>
internal sealed record RequestRecord(long Version, bool IsMade) : IAggregateState<RequestRecord>
{
    public static RequestRecord Initial(string stream) => new(0, IsMade: false);

    public RequestRecord Apply(Fact fact, Occurrence occurrence) => new(occurrence.Version, IsMade || fact is InvitationRequested);
}
