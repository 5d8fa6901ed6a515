using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary>Commands that look at what is there make no empty database to look at.</summary>
internal static class MissingDatabase
{
    /// <summary>Whether there is nothing to look at; then that is said.</summary>
    public static async Task<bool> Said(Settings settings)
    {
        if (settings.Storage.IsPostgres || File.Exists(settings.Storage.SqliteFile))
        {
            return false;
        }

        await Console.Error.WriteLineAsync($"There is no database yet in {settings.Data}: skiller run makes it.");
        return true;
    }
}
