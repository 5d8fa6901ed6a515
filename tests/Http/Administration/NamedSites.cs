using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Administration;

/// <summary>A site of its own for who changes what every page says.</summary>
public sealed class NamedSqliteSite : Site
{
    protected override Task<string?> Database() => Task.FromResult<string?>(null);
}

/// <inheritdoc cref="NamedSqliteSite"/>
public sealed class NamedPostgresSite : Site
{
    private PostgresServer? _server;

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
