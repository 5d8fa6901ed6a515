using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>Facts of invitations straight from the log, so that a list of them is as fresh as what it lists.</summary>
internal interface IInvitationRecords
{
    /// <summary>Invitations that were made in an account's stream before a version, newest first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<IReadOnlyList<RecordedActivity>> Made(string account, long before, int limit, CancellationToken ct);

    /// <summary>Requests for an invitation beyond a position that nobody has accepted or declined, the oldest first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<IReadOnlyList<RecordedActivity>> Undecided(long after, int limit, CancellationToken ct);

    /// <summary>What ended those of the invitations that somebody joined with or that were taken back: the acceptance or the revocation, in no order.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<IReadOnlyList<RecordedActivity>> Ends(IReadOnlyCollection<string> invitations, CancellationToken ct);
}
