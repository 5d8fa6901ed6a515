using Npgsql;

namespace Skiller.Storage;

/// <summary>Where everything durable is.</summary>
/// <param name="Database">A PostgreSQL connection string; null: SQLite in the data folder.</param>
/// <param name="DataFolder">The folder of the SQLite database.</param>
internal sealed record StorageOptions(string? Database, string DataFolder)
{
    /// <summary>Whether PostgreSQL holds the data.</summary>
    public bool IsPostgres => !string.IsNullOrWhiteSpace(Database);

    /// <summary>The file of the SQLite database.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "skiller.db");

    /// <summary>Whether a text is a connection string that names a server.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
