using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Limiting;

/// <summary>A site where the limits hold: the addresses are of a reserved domain, but simulation is off.</summary>
public sealed class LimitedSqliteSite : Site
{
    protected override bool IsSimulation => false;

    protected override Task<string?> Database() => Task.FromResult<string?>(null);
}

/// <inheritdoc cref="LimitedSqliteSite"/>
public sealed class LimitedPostgresSite : Site
{
    private PostgresServer? _server;

    protected override bool IsSimulation => false;

    protected override async Task<string?> Database()
    {
        _server = await PostgresServer.Start();
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
