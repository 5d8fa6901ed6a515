using Npgsql;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>Rows of the log's tables in PostgreSQL.</summary>
internal static class PostgresRows
{
    private const int Target = 9;
    private const int Ordinal = 10;
    private const int Previous = 11;

    public static RecordedActivity Activity(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetInt32(4),
        row.GetFieldValue<byte[]>(5),
        row.IsDBNull(6) ? default(ReadOnlyMemory<byte>?) : row.GetFieldValue<byte[]>(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetInt64(8));

    public static TargetedActivity Targeted(NpgsqlDataReader row) => new(row.GetString(Target), row.GetInt32(Ordinal), Activity(row));

    public static TargetedActivity Partitioned(NpgsqlDataReader row) => Targeted(row) with { Previous = row.GetInt64(Previous) };

    public static RecordedCommand Command(NpgsqlDataReader row, int first = 0) => new(
        row.GetString(first),
        row.GetString(first + 1),
        row.GetFieldValue<byte[]>(first + 2),
        row.IsDBNull(first + 3) ? null : row.GetFieldValue<DateTimeOffset>(first + 3));

    public static DeadLetter DeadLetter(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetString(2),
        row.GetInt32(3),
        row.GetFieldValue<DateTimeOffset>(4));
}
