using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Relational;

/// <inheritdoc/>
internal sealed class PostgresSqlDatabase(PostgresDatabase database) : ISqlDatabase
{
    private const int MostInOneTrip = 500;

    public Task<T> Read<T>(Func<ISqlSession, ValueTask<T>> read, CancellationToken ct) =>
        database.Read((connection, stop) => read(new Session(connection, stop)).AsTask(), ct);

    public Task<T> Write<T>(Func<ISqlSession, ValueTask<T>> write, CancellationToken ct) => database.Write(
        async (connection, _, stop) =>
        {
            var session = new Session(connection, stop);
            var result = await write(session);
            await session.Flush();
            return result;
        },
        ct);

    private sealed class Session(NpgsqlConnection connection, CancellationToken stop) : ISqlSession
    {
        private readonly List<SqlStatement> _sent = [];

        public async ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params (string Name, object Value)[] parameters)
        {
            await Flush();
            await using var command = new NpgsqlCommand(sql, connection);
            Set(command.Parameters, parameters);
            return await command.Rows<T>(row, stop);
        }

        public async ValueTask<int> Execute(string sql, params (string Name, object Value)[] parameters) =>
            (await Execute([new SqlStatement(sql, parameters)]))[0];

        public async ValueTask<IReadOnlyList<int>> Execute(IReadOnlyList<SqlStatement> statements)
        {
            var before = _sent.Count;
            _sent.AddRange(statements);
            var changed = new List<int>(_sent.Count);
            foreach (var some in _sent.Chunk(MostInOneTrip))
            {
                await using var batch = Batch(some);
                await batch.ExecuteNonQueryAsync(stop);
                foreach (var command in batch.BatchCommands)
                {
                    changed.Add(command.RecordsAffected);
                }
            }

            _sent.Clear();
            return changed[before..];
        }

        public void Send(string sql, params (string Name, object Value)[] parameters) => _sent.Add(new SqlStatement(sql, parameters));

        public void Lock(long name) => Send("select pg_advisory_xact_lock(@name)", ("name", name));

        public void Share(long name) => Send("select pg_advisory_xact_lock_shared(@name)", ("name", name));

        public async ValueTask Empty(ImmutableArray<string> tables) => await Execute($"truncate {string.Join(", ", tables)}");

        public async ValueTask Flush()
        {
            if (_sent.Count > 0)
            {
                await Execute([]);
            }
        }

        private NpgsqlBatch Batch(SqlStatement[] statements)
        {
            var batch = new NpgsqlBatch(connection);
            foreach (var (sql, parameters) in statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                Set(command.Parameters, parameters);
                batch.BatchCommands.Add(command);
            }

            return batch;
        }

        private static void Set(NpgsqlParameterCollection into, (string Name, object Value)[] parameters)
        {
            foreach (var (name, value) in parameters)
            {
                into.AddWithValue(name, value);
            }
        }
    }
}
