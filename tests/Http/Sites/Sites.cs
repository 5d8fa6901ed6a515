using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;
using Xunit;

[assembly: AssemblyFixture(typeof(SqliteSite))]
[assembly: AssemblyFixture(typeof(PostgresSite))]

namespace Skiller.Tests.Http.Sites;

/// <summary>On SQLite.</summary>
public sealed class SqliteSite : Site
{
    protected override Task<string?> Database() => Task.FromResult<string?>(null);
}

/// <summary>On a PostgreSQL that the tests start themselves.</summary>
public sealed class PostgresSite : Site
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
