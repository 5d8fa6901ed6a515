using Npgsql;

namespace Skiller.Storage.Postgres;

/// <summary>A connection outside every pool, for what is done once to the database itself: it ends with whoever opened it, and what it holds with it.</summary>
internal static class LoneConnection
{
    /// <summary>Opens one.</summary>
    /// <param name="database">A connection string.</param>
    /// <param name="isPatient">Whether a command may take as long as it takes.</param>
    /// <param name="ct">Gives it up.</param>
    public static async Task<NpgsqlConnection> Open(string database, bool isPatient, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { Pooling = false };
        if (isPatient)
        {
            settings.CommandTimeout = 0;
        }

        var connection = new NpgsqlConnection(settings.ToString());
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
