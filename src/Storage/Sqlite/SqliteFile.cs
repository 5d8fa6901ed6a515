using Microsoft.Data.Sqlite;

namespace Skiller.Storage.Sqlite;

/// <summary>Opens connections to the database's file.</summary>
internal sealed class SqliteFile
{
    private const int TimeoutSeconds = 4;

    // Waits for another writer (a snapshot) inside SQLite; the command's time-out bounds the whole.
    private const string Settings = "pragma busy_timeout = 1000; pragma synchronous = full; pragma temp_store = memory; ";

    private readonly string _path;

    public SqliteFile(string path)
    {
        _path = path;
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = TimeoutSeconds,
            // A pooled connection may come back with a transaction open (D4).
            Pooling = false,
        }.ToString();
    }

    public string ConnectionString { get; }

    public SqliteConnection OpenReader() => Open(Settings + "pragma query_only = on;");

    // 32 MB of pages in memory: the keys of commands are random, and touch pages all over their table. A checkpoint writes each page that changed once,
    // however often it did: 16 MB of log for one instead of 4, a quarter of the writing to the file.
    public SqliteConnection OpenWriter() => Open(Settings + "pragma journal_mode = wal; pragma cache_size = -32000; pragma wal_autocheckpoint = 4000;");

    /// <summary>Makes the file, readable by its owner only: it holds secrets. SQLite gives its companions the same mode.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Open(_path, options).Dispose();
    }

    private SqliteConnection Open(string settings)
    {
        if (!File.Exists(_path))
        {
            Create();
        }

        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
