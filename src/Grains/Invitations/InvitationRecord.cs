using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>What became of one invitation.</summary>
internal sealed record InvitationRecord : IAggregateState<InvitationRecord>
{
    private InvitationRecord()
    {
    }

    public long Version { get; private init; }

    /// <summary>Whether there is such an invitation.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>Whether somebody joined with it, or tried to with an address that had an account.</summary>
    public bool IsUsed { get; private init; }

    public bool IsRevoked { get; private init; }

    public MemberId? Inviter { get; private init; }

    /// <summary>What whoever joins with it becomes.</summary>
    public Role Role { get; private init; }

    /// <summary>The only address that may use it, null for any.</summary>
    public string? Email { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public static InvitationRecord Initial(string stream) => new();

    /// <summary>What became of an invitation by now, from the log.</summary>
    /// <exception cref="Contracts.UnavailableException">The log could not be read.</exception>
    public static async Task<InvitationRecord> Read(IActivityLog log, string stream, CancellationToken ct)
    {
        var record = Initial(stream);
        await foreach (var activity in log.ReadStream(stream, 0, ct))
        {
            record = record.Apply(FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity));
        }

        return record;
    }

    public InvitationRecord Apply(Fact fact, Occurrence occurrence) => Next(fact) with { Version = occurrence.Version };

    private InvitationRecord Next(Fact fact) => fact switch
    {
        InvitationOpened opened => this with
        {
            IsKnown = true,
            Inviter = opened.Inviter,
            Role = opened.Role,
            Email = opened.Email,
            ExpiresAt = opened.ExpiresAt,
        },
        InvitationAccepted or InvitationSpent => this with { IsUsed = true },
        InvitationRevoked => this with { IsRevoked = true },
        _ => this,
    };
}
