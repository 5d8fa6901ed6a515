using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes.Rights;

/// <summary>A server with the roles of deploy/postgres/roles.sql, made by psql as the file says.</summary>
internal sealed class RightsCluster : IAsyncDisposable
{
    private readonly PostgresServer _server;

    private RightsCluster(PostgresServer server) => _server = server;

    /// <summary>How the owner connects: who migrates.</summary>
    public string Owner => As("skiller");

    /// <summary>How nodes connect.</summary>
    public string App => As("skiller_app");

    public string Backup => As("skiller_backup");

    public string Monitor => As("skiller_monitor");

    public static async Task<RightsCluster> Start(CancellationToken ct)
    {
        var server = await PostgresServer.Start();
        var start = new ProcessStartInfo(
            Path.Combine(PostgresPrograms.Folder!, "psql"),
            [
                "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-d", "postgres",
                "-f", Path.Combine(Node.Root, "deploy", "postgres", "roles.sql"),
            ])
        { UseShellExecute = false, RedirectStandardError = true };
        foreach (var role in (string[])["", "APP_", "BACKUP_", "MONITOR_"])
        {
            start.Environment[$"SKILLER_{role}PASSWORD"] = "it's secret";
        }

        using var psql = Process.Start(start)!;
        var said = await psql.StandardError.ReadToEndAsync(ct);
        await psql.WaitForExitAsync(ct);
        Assert.True(psql.ExitCode == 0, said);
        return new RightsCluster(server);
    }

    /// <summary>Runs a statement as a role; returns the SQLSTATE that refused it, null: it was done.</summary>
    public static async Task<string?> Refusal(string role, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(role + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            await command.ExecuteNonQueryAsync(ct);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    /// <summary>One number as a role.</summary>
    public static async Task<long> Number(string role, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(role + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string As(string role) => $"Host=127.0.0.1;Port={_server.Port};Username={role};Password=it's secret;Database=skiller";
}
