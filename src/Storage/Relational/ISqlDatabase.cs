using System.Collections.Immutable;
using System.Data.Common;

namespace Skiller.Storage.Relational;

/// <summary>
/// Either database for rows whose SQL both understand: derived rows are plain tables of numbers and texts, so one file of queries serves both.
/// The log, whose speed depends on each dialect, has its own drivers.
/// </summary>
internal interface ISqlDatabase
{
    /// <summary>Runs queries.</summary>
    /// <exception cref="Contracts.UnavailableException">The database cannot be read now.</exception>
    Task<T> Read<T>(Func<ISqlSession, ValueTask<T>> read, CancellationToken ct);

    /// <summary>Runs statements in one transaction that is committed when they return and rolled back when they throw.</summary>
    /// <exception cref="Contracts.UnavailableException">Certainly nothing was written.</exception>
    /// <exception cref="Contracts.OutcomeUnknownException">It failed while it committed.</exception>
    Task<T> Write<T>(Func<ISqlSession, ValueTask<T>> write, CancellationToken ct);
}

/// <summary>A statement and its named parameters.</summary>
internal readonly record struct SqlStatement(string Sql, params (string Name, object Value)[] Parameters);

/// <summary>One connection, with named parameters (<c>@name</c>) and no nulls among their values.</summary>
internal interface ISqlSession
{
    ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params (string Name, object Value)[] parameters);

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    ValueTask<int> Execute(string sql, params (string Name, object Value)[] parameters);

    /// <summary>Runs statements in their order and in one round trip; returns how many rows each of them changed.</summary>
    ValueTask<IReadOnlyList<int>> Execute(IReadOnlyList<SqlStatement> statements);

    /// <summary>
    /// Runs a statement of which nothing has to be known: before whatever else is run here, and before the transaction ends. Those that
    /// follow each other go in one round trip.
    /// </summary>
    void Send(string sql, params (string Name, object Value)[] parameters);

    /// <summary>Keeps other transactions that take the same lock, shared or not, waiting until this one ends; sent like <see cref="Send"/>.</summary>
    void Lock(long name);

    /// <summary>Waits for whoever has taken the lock alone, and keeps those who want it alone waiting until this transaction ends; sent like <see cref="Send"/>.</summary>
    void Share(long name);

    /// <summary>Removes all rows of tables, however many there are, within the time of one command.</summary>
    ValueTask Empty(ImmutableArray<string> tables);
}
