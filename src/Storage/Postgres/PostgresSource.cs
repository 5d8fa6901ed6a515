using Npgsql;

namespace Skiller.Storage.Postgres;

/// <summary>Builds the one data source of a process.</summary>
internal static class PostgresSource
{
    /// <summary>How long a command may take.</summary>
    public const int CommandSeconds = 4;

    /// <summary>
    /// Connections of a process, unless the connection string says otherwise (<c>Maximum Pool Size</c>): one appends, one listens, the others
    /// read. A server takes 100 in all by default, the sessions of a killed node included until it notices, so that two nodes leave room.
    /// </summary>
    public const int Connections = 24;

    private const string PoolSize = "Maximum Pool Size";
    private const int ConnectSeconds = 2;

    private const int NoWaitForCancel = -1;
    private const int Statements = 100;
    private const int KeepAliveSeconds = 10;

    // Together below the 6 s after which no call may still hang (F09).
    public static NpgsqlDataSource Build(StorageOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Database)
        {
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            CancellationTimeout = NoWaitForCancel,
            MaxAutoPrepare = Statements,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            TcpKeepAliveTime = KeepAliveSeconds,
            TcpKeepAliveInterval = KeepAliveSeconds,
        };
        if (!settings.ShouldSerialize(PoolSize))
        {
            settings.MaxPoolSize = Connections;
        }

        return NpgsqlDataSource.Create(settings);
    }
}
