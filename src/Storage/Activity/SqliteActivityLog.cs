using System.Runtime.CompilerServices;
using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class SqliteActivityLog(SqliteDatabase database, GroupCommitWriter writer, TimeProvider clock) : IActivityLog
{
    /// <summary>The queries of this driver.</summary>
    public static readonly SqlText Sql = SqlText.Load("Activity.Sqlite.activity.sql");

    private const int PageSize = 500;

    public Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct) => writer.Append(request, ct);

    public async IAsyncEnumerable<RecordedActivity> ReadStream(
        string stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken ct)
    {
        List<RecordedActivity> page;
        do
        {
            page = await database.Read(
                connection => connection.Query(
                    Sql["read-stream"], SqliteRows.Activity, ("@stream", stream), ("@after", afterVersion), ("@limit", PageSize)),
                ct);
            foreach (var activity in page)
            {
                yield return activity;
                afterVersion = activity.Version;
            }
        }
        while (page.Count == PageSize);
    }

    public async Task<IReadOnlyList<RecordedActivity>> ReadVersions(string stream, IReadOnlyCollection<long> versions, CancellationToken ct) =>
        await database.Read(
            connection => versions.Order()
                .SelectMany(version => connection.Query(
                    Sql["read-version"], SqliteRows.Activity, ("@stream", stream), ("@version", version)))
                .ToList(),
            ct);

    public async Task<IReadOnlyList<TargetedActivity>> ReadTarget(string target, long afterPosition, int limit, CancellationToken ct) =>
        await database.Read(
            connection => connection.Query(
                Sql["read-target"], SqliteRows.Targeted, ("@target", target), ("@after", afterPosition), ("@limit", limit)),
            ct);

    public async Task<IReadOnlyList<TargetedActivity>> ReadPartition(int partition, ActivityToken after, int limit, CancellationToken ct) =>
        await database.Read(
            connection => connection.Query(
                Sql["read-partition"],
                SqliteRows.Partitioned,
                ("@partition", partition),
                ("@after", after.Position),
                ("@ordinal", after.Ordinal),
                ("@limit", limit)),
            ct);

    public async Task<IReadOnlyList<RecordedActivity>> ReadAll(long afterPosition, int limit, CancellationToken ct) =>
        await database.Read(
            connection => connection.Query(Sql["read-all"], SqliteRows.Activity, ("@after", afterPosition), ("@limit", limit)),
            ct);

    public async Task<IReadOnlyList<RecordedActivity>> ReadActor(
        long actor, IReadOnlyDictionary<string, int> most, DateTimeOffset since, CancellationToken ct) =>
        await database.Read(
            connection => most
                .SelectMany(kind => connection.Query(
                    Sql["read-actor"],
                    SqliteRows.Activity,
                    ("@actor", actor),
                    ("@kind", kind.Key),
                    ("@since", UnixMicroseconds.Of(since)),
                    ("@limit", kind.Value)))
                .OrderByDescending(static activity => (activity.At, activity.Position))
                .ToList(),
            ct);

    public async Task<IReadOnlyList<RecordedCommand>> FindCommands(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var now = UnixMicroseconds.Of(clock.GetUtcNow());
        return await database.Read(
            connection => keys
                .SelectMany(key => connection.Query(Sql["find-command"], SqliteRows.Command, ("@key", key), ("@now", now)))
                .ToList(),
            ct);
    }

    public async Task<long> Head(CancellationToken ct) =>
        (await database.Read(connection => connection.Query(Sql["head"], static row => row.GetInt64(0)), ct))[0];
}
