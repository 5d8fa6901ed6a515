using System.Diagnostics;
using Npgsql;

namespace Skiller.Storage.Backup;

/// <summary>
/// PostgreSQL's own programs, told by their environment which database is meant, so that no password stands in a list of processes. Looked for
/// in <c>PATH</c> and where Debian keeps them, those of the server's own version first: what a newer pg_restore writes, an older server may refuse.
/// </summary>
internal static class PostgresTools
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Starts a program.</summary>
    /// <param name="program">Which.</param>
    /// <param name="server">The server's major version.</param>
    /// <param name="database">A connection string.</param>
    /// <param name="readsInput">Whether it is told something by its input.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static Process Start(string program, int server, string database, bool readsInput, params IEnumerable<string> arguments)
    {
        var path = Folders(server).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{program} is not there: install PostgreSQL's client programs, as new as the server (Debian: postgresql-client).");
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = readsInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment(new NpgsqlConnectionStringBuilder(database)))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
    }

    /// <summary>Waits for its end, whatever it prints being passed over.</summary>
    /// <exception cref="InvalidOperationException">It failed, and said why.</exception>
    public static async Task End(Process process, Task<string> errors, CancellationToken ct)
    {
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            var said = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new InvalidOperationException(said.FirstOrDefault() ?? $"{Path.GetFileName(process.StartInfo.FileName)} ended with {process.ExitCode}.");
        }
    }

    private static IEnumerable<string> Folders(int server)
    {
        var named = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var installed = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];

        // The wrappers that Debian puts in PATH choose a version by a cluster of this machine, which need not be the one that is meant.
        return installed
            .Select(static folder => (Folder: folder, Version: int.TryParse(Path.GetFileName(folder), out var version) ? version : 0))
            .OrderBy(found => found.Version == server ? 0 : 1).ThenByDescending(static found => found.Version)
            .Select(static found => found.Folder)
            .Select(static folder => Path.Combine(folder, "bin"))
            .Concat(named);
    }

    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder settings)
    {
        yield return ("PGHOST", settings.Host);
        yield return ("PGPORT", settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("PGDATABASE", settings.Database);
        yield return ("PGUSER", settings.Username);
        yield return ("PGPASSWORD", settings.Password ?? System.Environment.GetEnvironmentVariable("PGPASSWORD"));
        yield return ("PGPASSFILE", settings.Passfile ?? System.Environment.GetEnvironmentVariable("PGPASSFILE"));
        yield return ("PGSSLMODE", Mode(settings.SslMode));
        yield return ("PGSSLROOTCERT", settings.RootCertificate);
        yield return ("PGCONNECT_TIMEOUT", "10");
    }

    private static string Mode(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
