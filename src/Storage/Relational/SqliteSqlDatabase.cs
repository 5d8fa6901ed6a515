using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Relational;

/// <inheritdoc/>
internal sealed class SqliteSqlDatabase(SqliteDatabase database) : ISqlDatabase
{
    public Task<T> Read<T>(Func<ISqlSession, ValueTask<T>> read, CancellationToken ct) =>
        database.Read(connection => Now(read(new Session(connection))), ct);

    public Task<T> Write<T>(Func<ISqlSession, ValueTask<T>> write, CancellationToken ct) =>
        database.Write((connection, _) => Now(write(new Session(connection))), ct);

    // Every operation of the session below has ended when it returns, so there is nothing to wait for.
#pragma warning disable RS0030, VSTHRD002, CA2012
    private static T Now<T>(ValueTask<T> work) =>
        work.IsCompleted ? work.AsTask().GetAwaiter().GetResult() : throw new InvalidOperationException("SQLite work must not wait for anything else.");
#pragma warning restore RS0030, VSTHRD002, CA2012

    private sealed class Session(SqliteConnection connection) : ISqlSession
    {
        public ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params (string Name, object Value)[] parameters) =>
            ValueTask.FromResult(connection.Query<T>(sql, row, Named(parameters)));

        public ValueTask<int> Execute(string sql, params (string Name, object Value)[] parameters) =>
            ValueTask.FromResult(connection.Execute(sql, Named(parameters)));

        public ValueTask<IReadOnlyList<int>> Execute(IReadOnlyList<SqlStatement> statements) =>
            ValueTask.FromResult<IReadOnlyList<int>>([.. statements.Select(s => connection.Execute(s.Sql, Named(s.Parameters)))]);

        // There is no round trip to save.
        public void Send(string sql, params (string Name, object Value)[] parameters) => connection.Execute(sql, Named(parameters));

        // There is one writer.
        public void Lock(long name)
        {
        }

        public void Share(long name)
        {
        }

        // Without a condition SQLite drops the pages instead of the rows.
        public ValueTask Empty(ImmutableArray<string> tables)
        {
            foreach (var table in tables)
            {
                connection.Execute($"delete from {table}");
            }

            return ValueTask.CompletedTask;
        }

        private static (string Name, object? Value)[] Named((string Name, object Value)[] parameters) =>
            [.. parameters.Select(static p => ($"@{p.Name}", (object?)p.Value))];
    }
}
