using System.Runtime.CompilerServices;
using Npgsql;
using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresActivityLog(PostgresDatabase database, GroupCommitWriter writer, PostgresAppendFence fence, TimeProvider clock) : IActivityLog
{
    /// <summary>The queries of this driver.</summary>
    public static readonly SqlText Sql = SqlText.Load("Activity.Postgres.activity.sql");

    private const int PageSize = 500;

    public Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct) => writer.Append(request, ct);

    public async IAsyncEnumerable<RecordedActivity> ReadStream(
        string stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken ct)
    {
        await fence.Settle(ct);
        List<RecordedActivity> page;
        do
        {
            page = await Query("read-stream", PostgresRows.Activity, ct, stream, afterVersion, PageSize);
            foreach (var activity in page)
            {
                yield return activity;
                afterVersion = activity.Version;
            }
        }
        while (page.Count == PageSize);
    }

    public async Task<IReadOnlyList<RecordedActivity>> ReadVersions(string stream, IReadOnlyCollection<long> versions, CancellationToken ct) =>
        await Query("read-versions", PostgresRows.Activity, ct, stream, versions.ToArray());

    public async Task<IReadOnlyList<TargetedActivity>> ReadTarget(string target, long afterPosition, int limit, CancellationToken ct) =>
        await Query("read-target", PostgresRows.Targeted, ct, target, afterPosition, limit);

    public async Task<IReadOnlyList<TargetedActivity>> ReadPartition(int partition, ActivityToken after, int limit, CancellationToken ct) =>
        await Query("read-partition", PostgresRows.Partitioned, ct, partition, after.Position, after.Ordinal, limit);

    public async Task<IReadOnlyList<RecordedActivity>> ReadAll(long afterPosition, int limit, CancellationToken ct) =>
        await Query("read-all", PostgresRows.Activity, ct, afterPosition, limit);

    public async Task<IReadOnlyList<RecordedActivity>> ReadActor(
        long actor, IReadOnlyDictionary<string, int> most, DateTimeOffset since, CancellationToken ct) =>
        await Query("read-actor", PostgresRows.Activity, ct, actor, most.Keys.ToArray(), most.Values.ToArray(), since.UtcDateTime);

    public async Task<IReadOnlyList<RecordedCommand>> FindCommands(IReadOnlyCollection<string> keys, CancellationToken ct) =>
        await Query("find-commands", static row => PostgresRows.Command(row), ct, keys.ToArray(), clock.GetUtcNow().UtcDateTime);

    public async Task<long> Head(CancellationToken ct) => (await Query("head", static row => row.GetInt64(0), ct))[0];

    private Task<List<T>> Query<T>(string query, Func<NpgsqlDataReader, T> row, CancellationToken ct, params object[] parameters) =>
        database.Read((connection, token) => connection.Command(Sql[query], parameters).Rows(row, token), ct);
}
