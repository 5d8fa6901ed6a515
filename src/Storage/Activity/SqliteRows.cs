using Microsoft.Data.Sqlite;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>Rows of the log's tables in SQLite.</summary>
internal static class SqliteRows
{
    private const int Target = 9;
    private const int Ordinal = 10;
    private const int Previous = 11;

    public static RecordedActivity Activity(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetInt32(4),
        row.GetFieldValue<byte[]>(5),
        row.IsDBNull(6) ? default(ReadOnlyMemory<byte>?) : row.GetFieldValue<byte[]>(6),
        UnixMicroseconds.ToTime(row.GetInt64(7)),
        row.IsDBNull(8) ? null : row.GetInt64(8));

    public static TargetedActivity Targeted(SqliteDataReader row) => new(row.GetString(Target), row.GetInt32(Ordinal), Activity(row));

    public static TargetedActivity Partitioned(SqliteDataReader row) => Targeted(row) with { Previous = row.GetInt64(Previous) };

    public static RecordedCommand Command(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetFieldValue<byte[]>(2),
        row.IsDBNull(3) ? null : UnixMicroseconds.ToTime(row.GetInt64(3)));

    public static DeadLetter DeadLetter(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetString(2),
        row.GetInt32(3),
        UnixMicroseconds.ToTime(row.GetInt64(4)));
}
