using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>Whether somebody with an address has asked for an invitation, and what was decided.</summary>
internal sealed record RequestRecord : IAggregateState<RequestRecord>
{
    private RequestRecord()
    {
    }

    public long Version { get; private init; }

    public bool IsMade { get; private init; }

    /// <summary>Whose it is; null when it was redacted.</summary>
    public string? Email { get; private init; }

    /// <summary>Whether it was accepted; null: nobody has decided.</summary>
    public bool? IsAccepted { get; private init; }

    public static RequestRecord Initial(string stream) => new();

    public RequestRecord Apply(Fact fact, Occurrence occurrence) => Next(fact) with { Version = occurrence.Version };

    private RequestRecord Next(Fact fact) => fact switch
    {
        InvitationRequested requested => this with { IsMade = true, Email = requested.Email },
        InvitationRequestAccepted => this with { IsAccepted = true },
        InvitationRequestDeclined => this with { IsAccepted = false },
        _ => this,
    };
}
