using Microsoft.Data.Sqlite;
using Skiller.Contracts;

namespace Skiller.Storage.Sqlite;

/// <summary>What an error of SQLite means to a caller.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whether the database, not the statement, is the cause.</summary>
    public static bool IsUnavailable(SqliteException fault) =>
        fault.SqliteErrorCode is Busy or Locked or NoMemory or ReadOnly or InputOutput or Full or CannotOpen or Protocol;

    /// <summary>Whether a commit that failed so may still be found after a crash: its frames were perhaps written, only not synchronised.</summary>
    public static bool LeavesCommitOpen(SqliteException fault) => fault.SqliteErrorCode == InputOutput;

    public static UnavailableException Unavailable(SqliteException fault) =>
        new($"SQLite is unavailable (code {fault.SqliteErrorCode}, {fault.SqliteExtendedErrorCode}): {fault.Message}", RetryAfter);

    public static UnavailableException RolledBack() => new("SQLite rolled the transaction back.", RetryAfter);

    public static OutcomeUnknownException OutcomeUnknown(SqliteException fault) =>
        new($"SQLite failed while it committed (code {fault.SqliteErrorCode}, {fault.SqliteExtendedErrorCode}): {fault.Message}");
}
