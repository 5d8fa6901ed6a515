using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Skiller.Storage.Sqlite;

/// <summary>
/// The statements of a connection, each prepared once and run many times: parsing a short statement costs more than running it. Bounded, and
/// forgotten with their connection.
/// </summary>
internal sealed class SqliteStatements
{
    private const int Most = 200;
    private static readonly ConditionalWeakTable<SqliteConnection, SqliteStatements> _ofConnections = [];
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    /// <summary>The transaction that is open on the connection: each command must name it, and none that has ended.</summary>
    private SqliteTransaction? Transaction => _transaction?.Connection is null ? null : _transaction;

    public static SqliteStatements Of(SqliteConnection connection) => _ofConnections.GetOrCreateValue(connection);

    /// <summary>Begins a transaction that disposing rolls back unless it was committed.</summary>
    public SqliteTransaction Begin(SqliteConnection connection) => _transaction = connection.BeginTransaction();

    /// <summary>The command with this text; its parameters are those of its last use. Not to be disposed, nor used while a reader of it is open.</summary>
    public SqliteCommand Get(SqliteConnection connection, string sql)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count >= Most)
            {
                Forget();
            }

            _prepared[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
        }

        command.Transaction = Transaction;
        return command;
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }
}
