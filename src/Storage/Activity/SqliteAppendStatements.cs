using Microsoft.Data.Sqlite;
using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <summary>The statements of a batch of appends.</summary>
internal sealed class SqliteAppendStatements(SqliteConnection connection)
{
    private readonly SqliteCommand _head = connection.Prepared(SqliteActivityLog.Sql["head"]);
    private readonly SqliteCommand _closed = connection.Prepared(SqliteActivityLog.Sql["closed"]);
    private readonly SqliteCommand _version = Prepare(connection, "version", "@stream");
    private readonly SqliteCommand _find = Prepare(connection, "find-command", "@key", "@now");
    private readonly SqliteCommand _activity = Prepare(
        connection, "insert-activity", "@position", "@stream", "@version", "@kind", "@schema", "@payload", "@personal", "@at", "@actor");

    private readonly SqliteCommand _target = Prepare(connection, "insert-target", "@target", "@position", "@ordinal", "@partition");
    private readonly SqliteCommand _command = Prepare(connection, "insert-command", "@key", "@fingerprint", "@receipt", "@expires");

    private SqliteCommand? _trace;

    public long Head() => (long)_head.ExecuteScalar()!;

    public bool IsClosed() => (long)_closed.ExecuteScalar()! > 0;

    public long Version(string stream)
    {
        Set(_version, stream);
        return (long)_version.ExecuteScalar()!;
    }

    public RecordedCommand? FindCommand(string key, long now)
    {
        Set(_find, key, now);
        using var reader = _find.ExecuteReader();
        return reader.Read() ? SqliteRows.Command(reader) : null;
    }

    public void Insert(long position, string stream, long version, NewActivity fact)
    {
        Set(
            _activity,
            position,
            stream,
            version,
            fact.Kind,
            fact.Schema,
            fact.Payload.ToArray(),
            fact.Personal?.ToArray(),
            UnixMicroseconds.Of(fact.At),
            fact.Actor);
        _activity.ExecuteNonQuery();
        for (var ordinal = 0; ordinal < fact.Targets.Length; ordinal++)
        {
            Set(_target, fact.Targets[ordinal], position, ordinal, ActivityRouting.PartitionOf(fact.Targets[ordinal]));
            _target.ExecuteNonQuery();
        }
    }

    /// <summary>Notes what a traced fact was caused by.</summary>
    public void InsertTrace(long position, string trace, long now)
    {
        _trace ??= Prepare(connection, "insert-trace", "@position", "@traceparent", "@at");
        Set(_trace, position, trace, now);
        _trace.ExecuteNonQuery();
    }

    public void Insert(RecordedCommand command)
    {
        Set(
            _command,
            command.Key,
            command.Fingerprint,
            command.Receipt.ToArray(),
            command.ExpiresAt is { } expires ? UnixMicroseconds.Of(expires) : null);
        _command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string query, params ReadOnlySpan<string> parameters)
    {
        var command = connection.Prepared(SqliteActivityLog.Sql[query]);
        for (var i = command.Parameters.Count; i < parameters.Length; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameters[i] });
        }

        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
