using System.Text.Json;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Storage.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Invitations;

/// <inheritdoc/>
internal sealed class SqliteInvitationRecords(SqliteDatabase database) : IInvitationRecords
{
    private static readonly SqlText _sql = SqlText.Load("Invitations.Sqlite.invitations.sql");

    public async Task<IReadOnlyList<RecordedActivity>> Made(string account, long before, int limit, CancellationToken ct) => await database.Read(
        connection => connection.Query(
            _sql["made"], SqliteRows.Activity, ("@account", account), ("@before", before), ("@limit", limit)),
        ct);

    public async Task<IReadOnlyList<RecordedActivity>> Undecided(long after, int limit, CancellationToken ct) => await database.Read(
        connection => connection.Query(_sql["undecided"], SqliteRows.Activity, ("@after", after), ("@limit", limit)), ct);

    public async Task<IReadOnlyList<RecordedActivity>> Ends(IReadOnlyCollection<string> invitations, CancellationToken ct) =>
        await database.Read(
            connection => connection.Query(
                _sql["ends"], SqliteRows.Activity, ("@invitations", JsonSerializer.Serialize(invitations))),
            ct);
}
