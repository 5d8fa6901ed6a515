using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Storage.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Invitations;

/// <inheritdoc/>
internal sealed class PostgresInvitationRecords(PostgresDatabase database) : IInvitationRecords
{
    private static readonly SqlText _sql = SqlText.Load("Invitations.Postgres.invitations.sql");

    public async Task<IReadOnlyList<RecordedActivity>> Made(string account, long before, int limit, CancellationToken ct) => await database.Read(
        (connection, stop) => connection.Command(_sql["made"], account, before, limit).Rows(PostgresRows.Activity, stop), ct);

    public async Task<IReadOnlyList<RecordedActivity>> Undecided(long after, int limit, CancellationToken ct) => await database.Read(
        (connection, stop) => connection.Command(_sql["undecided"], after, limit).Rows(PostgresRows.Activity, stop), ct);

    public async Task<IReadOnlyList<RecordedActivity>> Ends(IReadOnlyCollection<string> invitations, CancellationToken ct) =>
        await database.Read(
            (connection, stop) => connection.Command(_sql["ends"], (object)invitations.ToArray()).Rows(PostgresRows.Activity, stop), ct);
}
