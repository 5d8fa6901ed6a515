using System.Net.Sockets;
using Npgsql;
using Skiller.Contracts;

namespace Skiller.Storage.Postgres;

/// <summary>What an error of PostgreSQL, or on the way to it, means to a caller.</summary>
internal static class PostgresFaults
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whether the server or the way to it, not the statement, is the cause.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException reported => IsAway(reported.SqlState),
        NpgsqlException or TimeoutException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether the session is gone, so that a new one may serve at once.</summary>
    public static bool EndsSession(Exception fault) => fault switch
    {
        PostgresException reported => reported.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || reported.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether the server is there and gives no new connection: none is left, or the password was changed a moment ago (F39).</summary>
    public static bool IsClosed(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidPassword };

    /// <summary>Whether the server is there and takes no writes: it is read-only, or its disk is full.</summary>
    public static bool IsClosedToWrites(PostgresException fault) => fault.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.DiskFull;

    /// <summary>Whether two appends met below the guard of their versions: the one that is told so has rolled back.</summary>
    public static bool IsTwice(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public static UnavailableException Unavailable(Exception fault) => new($"PostgreSQL is unavailable: {fault.Message}", RetryAfter);

    public static OutcomeUnknownException OutcomeUnknown(Exception fault) => new($"PostgreSQL was lost after sending: {fault.Message}");

    /// <summary>The other silos have declared this one dead.</summary>
    public static UnavailableException Fenced() => new("The other silos take this one for dead.", RetryAfter);

    // Classes of SQLSTATE: 08 connection, 28 and 3D wrong account or database, 40 rolled back by the server, 53 resources (53100: disk
    // full), 57 operator intervention, 58 the server's system; 25006: read-only; 55P03: lock time-out.
    private static bool IsAway(string state) =>
        state[..2] is "08" or "28" or "3D" or "40" or "53" or "57" or "58" || state is "25006" or "55P03";
}
