using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Relational;

/// <inheritdoc/>
internal sealed class PostgresSqlDatabase(PostgresDatabase database) : ISqlDatabase
{
    public Task<T> Read<T>(Func<ISqlSession, ValueTask<T>> read, CancellationToken ct) =>
        database.Read((connection, stop) => read(new Session(connection, stop)).AsTask(), ct);

    public Task<T> Write<T>(Func<ISqlSession, ValueTask<T>> write, CancellationToken ct) =>
        database.Write((connection, _, stop) => write(new Session(connection, stop)).AsTask(), ct);

    private sealed class Session(NpgsqlConnection connection, CancellationToken stop) : ISqlSession
    {
        public async ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params (string Name, object Value)[] parameters) =>
            await Command(sql, parameters).Rows<T>(row, stop);

        public async ValueTask<int> Execute(string sql, params (string Name, object Value)[] parameters) =>
            await Command(sql, parameters).Run(stop);

        public async ValueTask Lock(long name) => await connection.Command("select pg_advisory_xact_lock($1)", name).Run(stop);

        public async ValueTask Share(long name) => await connection.Command("select pg_advisory_xact_lock_shared($1)", name).Run(stop);

        public async ValueTask Empty(ImmutableArray<string> tables) => await connection.Command($"truncate {string.Join(", ", tables)}").Run(stop);

        private NpgsqlCommand Command(string sql, (string Name, object Value)[] parameters)
        {
            var command = new NpgsqlCommand(sql, connection);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }

            return command;
        }
    }
}
