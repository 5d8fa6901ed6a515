using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Browser;

/// <summary>A site on which limits hold, and whose database can be taken away.</summary>
public sealed class OutageSite : Site
{
    private PostgresServer? _server;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("There is no server.");

    protected override bool IsBehindProxy => false;

    protected override bool IsSimulation => false;

    protected override async Task<string?> Database()
    {
        _server = await PostgresServer.Start("max_connections=400");
        return await _server.CreateDatabase();
    }

    protected override async Task DropDatabase()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
