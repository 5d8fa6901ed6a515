using Npgsql;
using Skiller.Storage.Keys;

namespace Skiller.Storage;

/// <summary>Where everything durable is.</summary>
/// <param name="Database">A PostgreSQL connection string; null: SQLite in the data folder.</param>
/// <param name="DataFolder">The folder of the SQLite database.</param>
internal sealed record StorageOptions(string? Database, string DataFolder)
{
    /// <summary>A file whose first line is the password of <see cref="Database"/>, read for each new connection; null: the connection string has it.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>A file of the keys that secrets in the database are sealed with (<see cref="Keys.KeyFile"/>); null: they are not.</summary>
    public string? KeyFile { get; init; }

    /// <summary><see cref="Database"/> with the password of this moment, for what does not go through a pool of ours.</summary>
    /// <exception cref="InvalidDataException">The file of the password cannot be read.</exception>
    public string ConnectionString => PasswordFile is { } file
        ? new NpgsqlConnectionStringBuilder(Database) { Password = SecretFile.Secret(file) }.ToString()
        : Database ?? throw new InvalidOperationException("The data are in SQLite.");

    /// <summary>Whether PostgreSQL holds the data.</summary>
    public bool IsPostgres => !string.IsNullOrWhiteSpace(Database);

    /// <summary>The file of the SQLite database.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "skiller.db");

    /// <summary>Whether a connection string has a password.</summary>
    public static bool HasPassword(string text) => new NpgsqlConnectionStringBuilder(text).Password is { Length: > 0 };

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
