using Npgsql;
using Skiller.Storage.Keys;

namespace Skiller.Storage.Postgres;

/// <summary>
/// Builds the two data sources of a process: ours, and one for Orleans' own providers (membership, reminders, grain storage), so that neither
/// can take the other's connections. Together they open at most <see cref="Connections"/>, unless the connection string says otherwise
/// (<c>Maximum Pool Size</c>): a server takes 100 in all by default, the sessions of a killed node included until it notices.
/// </summary>
internal static class PostgresSource
{
    /// <summary>Connections of a process.</summary>
    public const int Connections = 28;

    /// <summary>How long a command may take.</summary>
    public const int CommandSeconds = 4;

    private const string PoolSize = "Maximum Pool Size";
    private const int LeastConnections = 8;
    private const int OrleansShare = 4;

    // The append, the listener, and what they replace after a fault.
    private const int Kept = 4;

    private const int ConnectSeconds = 2;
    private const int NoWaitForCancel = -1;
    private const int Statements = 100;
    private const int KeepAliveSeconds = 10;

    /// <summary>The source of the log, the projections and everything else of ours.</summary>
    public static NpgsqlDataSource Ours(StorageOptions options) => Build(options, Total(options) - Orleans(options), "skiller");

    /// <summary>The source of Orleans' providers.</summary>
    public static NpgsqlDataSource OfOrleans(StorageOptions options) => Build(options, Orleans(options), "orleans");

    /// <summary>How many reads and writes may go on at once, so that a connection is left for the append and for the listener.</summary>
    public static int AtOnce(StorageOptions options) => Total(options) - Orleans(options) - Kept;

    private static NpgsqlDataSource Build(StorageOptions options, int connections, string name)
    {
        // The name is what metrics call the pool; by default they would name server and user.
        var source = new NpgsqlDataSourceBuilder(Tuned(options, connections)) { Name = name };
        if (options.PasswordFile is { } file)
        {
            // Asked for each new connection: a password that was changed needs no restart (F39).
            source.UsePasswordProvider(_ => Password(file), (_, _) => ValueTask.FromResult(Password(file)));
        }

        return source.Build();
    }

    // A file that is away for a moment is a server that gives no connection.
    private static string Password(string file)
    {
        try
        {
            return SecretFile.Secret(file);
        }
        catch (InvalidDataException fault)
        {
            throw new NpgsqlException(fault.Message, fault);
        }
    }

    // Together below the 6 s after which no call may still hang (F09).
    private static string Tuned(StorageOptions options, int connections) => new NpgsqlConnectionStringBuilder(options.Database)
    {
        MaxPoolSize = connections,
        Timeout = ConnectSeconds,
        CommandTimeout = CommandSeconds,
        CancellationTimeout = NoWaitForCancel,
        MaxAutoPrepare = Statements,
        AutoPrepareMinUsages = 2,

        // A session that goes back to the pool has nothing to forget: settings and locks are those of transactions only, and Orleans'
        // queries leave nothing either. What resets it costs four statements each time.
        NoResetOnClose = true,
        TcpKeepAlive = true,
        TcpKeepAliveTime = KeepAliveSeconds,
        TcpKeepAliveInterval = KeepAliveSeconds,
    }.ConnectionString;

    private static int Orleans(StorageOptions options) => Total(options) / OrleansShare;

    private static int Total(StorageOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Database);
        return settings.ShouldSerialize(PoolSize) ? Math.Max(LeastConnections, settings.MaxPoolSize) : Connections;
    }
}
