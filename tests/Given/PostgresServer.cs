using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Skiller.Tests.Given;

/// <summary>A real PostgreSQL server of one's own, on a free port of 127.0.0.1, with its data in a temporary folder.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly string _folder;
    private readonly string[] _settings;
    private Process? _process;
    private int _databases;

    private PostgresServer(string folder, int port, string[] settings) => (_folder, Port, _settings) = (folder, port, settings);

    /// <summary>Whether the programs are installed.</summary>
    public static bool IsInstalled => PostgresPrograms.Folder is not null;

    public int Port { get; }

    /// <summary>Initializes a cluster and starts it.</summary>
    /// <param name="settings">Such as <c>max_connections=20</c>.</param>
    public static Task<PostgresServer> Start(params string[] settings) => StartIn(Directory.CreateTempSubdirectory("skiller-postgres-").FullName, [], settings);

    /// <summary>The same in a folder, which it deletes at its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="making">More words of <c>initdb</c>.</param>
    /// <param name="settings">Such as <c>max_connections=20</c>.</param>
    public static async Task<PostgresServer> StartIn(string folder, string[] making, params string[] settings)
    {
        await PostgresPrograms.GiveToServer(folder);
        await PostgresPrograms.Run(
            "initdb", ["-D", DataIn(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", .. making]);

        // The port last: to make the data takes seconds.
        var server = new PostgresServer(folder, Ports.Free(), settings);
        AppDomain.CurrentDomain.ProcessExit += server.EndWithTests;
        await server.Start();
        return server;
    }

    /// <summary>Starts a server on data that are there already, in the folder <c>data</c> of a folder that it deletes at its end.</summary>
    public static async Task<PostgresServer> StartOn(string folder, params string[] settings)
    {
        var server = new PostgresServer(folder, Ports.Free(), settings);
        AppDomain.CurrentDomain.ProcessExit += server.EndWithTests;
        await server.Start();
        return server;
    }

    /// <summary>Starts a server that was stopped.</summary>
    public async Task Start()
    {
        _process = PostgresPrograms.Launch(
            "postgres",
            [
                "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
                "-c", $"unix_socket_directories={_folder}", "-c", "shared_buffers=64MB",
                .. _settings.SelectMany(static setting => new[] { "-c", setting }),
            ]);
        var started = Stopwatch.GetTimestamp();
        while (!await Answers())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new InvalidOperationException("PostgreSQL did not start.");
            }

            await Task.Delay(Between);
        }
    }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts it unless it runs.</summary>
    public Task StartIfStopped() => IsRunning ? Task.CompletedTask : Start();

    /// <summary>Ends the sessions, writes everything, stops.</summary>
    public Task Stop() => Signal("INT");

    /// <summary>Stops as in a crash: sessions break off, the next start recovers.</summary>
    public Task StopImmediately() => Signal("QUIT");

    /// <summary>Lets nobody but the superuser in without a password, from the next connection on.</summary>
    /// <param name="from">From where, such as <c>127.0.0.1/32</c>.</param>
    public async Task AskForPasswords(string from)
    {
        await File.WriteAllTextAsync(Path.Combine(Data, "pg_hba.conf"), $"host all,replication postgres 127.0.0.1/32 trust\nhost all all {from} scram-sha-256\n");
        await Execute("postgres", "select pg_reload_conf()");
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    /// <summary>Makes an empty database, or a copy of another one; returns its connection string.</summary>
    public async Task<string> CreateDatabase(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Execute("postgres", $"create database {name}{(template is null ? "" : $" template {template}")}");
        return ConnectionString(name);
    }

    /// <summary>Asks everybody but the superuser for a password from now on.</summary>
    public async Task RequirePasswords()
    {
        await File.WriteAllLinesAsync(
            Path.Combine(Data, "pg_hba.conf"), ["host all postgres 127.0.0.1/32 trust", "host all all 127.0.0.1/32 scram-sha-256"]);
        await Execute("postgres", "select pg_reload_conf()");
    }

    /// <summary>Runs a statement in a database.</summary>
    public async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithTests;
        await StopImmediately();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Where its data are.</summary>
    public string Data => DataIn(_folder);

    private static string DataIn(string folder) => Path.Combine(folder, "data");

    private void EndWithTests(object? sender, EventArgs e) => _process?.Kill();

    private async Task<bool> Answers()
    {
        try
        {
            await Execute("postgres", "select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task Signal(string signal)
    {
        if (_process is { } process)
        {
            _process = null;
            using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
