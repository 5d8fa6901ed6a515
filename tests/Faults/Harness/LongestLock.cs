using Npgsql;

namespace Skiller.Tests.Faults.Harness;

/// <summary>Looks all the time which lock that keeps everybody from a table is held, and for how long at most.</summary>
internal sealed class LongestLock(string database)
{
    private const string Sql = """
        select coalesce(max(extract(epoch from clock_timestamp() - activity.xact_start)), 0)
        from pg_locks held join pg_stat_activity activity using (pid)
        where held.mode = 'AccessExclusiveLock' and held.granted and held.locktype = 'relation'
        """;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until something is done; returns the longest time.</summary>
    public async Task<TimeSpan> During(Task act, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var longest = 0.0;
        while (!act.IsCompleted)
        {
            await using var command = source.CreateCommand(Sql);
            longest = Math.Max(longest, Convert.ToDouble(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture));
            await Task.Delay(_pause, ct);
        }

        await act;
        return TimeSpan.FromSeconds(longest);
    }
}
