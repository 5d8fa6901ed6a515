using Npgsql;
using Skiller.Silo.Hosting;
using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Operations;

/// <summary>A site whose database can be taken away, with a front of its own beside it that has no silo.</summary>
public sealed class OutageSite : Site
{
    private readonly TemporaryFolder _frontFolder = new();
    private PostgresServer? _server;
    private SilentProxy? _proxy;
    private Node? _front;
    private string _database = "";

    public PostgresServer Server => _server ?? throw new InvalidOperationException("There is no server.");

    public SilentProxy Proxy => _proxy ?? throw new InvalidOperationException("There is no proxy.");

    /// <summary>Where the health of the front is asked for.</summary>
    public async Task<Uri> Front() => (_front ??= await Start(_frontFolder.Path, _database, "web", isSimulation: true)).OperationsUrl;

    protected override async Task<string?> Database()
    {
        _server = await PostgresServer.Start("max_connections=400");
        _proxy = new SilentProxy(_server.Port);
        _database = new NpgsqlConnectionStringBuilder(await _server.CreateDatabase()) { Port = _proxy.Port }.ConnectionString;
        return _database;
    }

    protected override async Task DropDatabase()
    {
        if (_front is not null)
        {
            await _front.Stop();
            await _front.DisposeAsync();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _frontFolder.Dispose();
    }
}
