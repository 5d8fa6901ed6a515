using System.Collections.Immutable;
using Npgsql;

namespace Skiller.Tests.Processes.Crash;

/// <summary>The activity log of a database, read by SQL.</summary>
internal static class PostgresLog
{
    public static async Task<ImmutableArray<LogLine>> Read(string database, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select position, stream, version, kind, payload, at, personal, actor from activity order by position");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = ImmutableArray.CreateBuilder<LogLine>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(new LogLine(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetInt64(2),
                reader.GetString(3),
                CrashSettings.Text(reader.GetValue(4)),
                await reader.GetFieldValueAsync<DateTimeOffset>(5, ct))
            {
                Personal = await reader.IsDBNullAsync(6, ct) ? null : CrashSettings.Text(reader.GetValue(6)),
                Actor = await reader.IsDBNullAsync(7, ct) ? null : reader.GetInt64(7),
            });
        }

        return lines.ToImmutable();
    }
}
