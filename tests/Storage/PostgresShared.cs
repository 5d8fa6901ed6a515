using Skiller.Storage;
using Skiller.Tests.Given;
using Skiller.Tests.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresShared))]

namespace Skiller.Tests.Storage;

/// <summary>The one server of a run, started when the first test needs it.</summary>
public sealed class PostgresShared : IAsyncDisposable
{
    private const string Template = "migrated";

    private readonly SemaphoreSlim _oneByOne = new(1);
    private PostgresServer? _server;

    public PostgresShared() => Instance = this;

    public static PostgresShared Instance { get; private set; } = null!;

    /// <summary>An empty database, or a copy of the migrated one; one at a time, since a template must not be in use.</summary>
    public async Task<string> CreateDatabase(bool isEmpty = false)
    {
        await _oneByOne.WaitAsync();
        try
        {
            _server ??= await StartMigrated();
            return await _server.CreateDatabase(isEmpty ? null : Template);
        }
        finally
        {
            _oneByOne.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _oneByOne.Dispose();
    }

    private static async Task<PostgresServer> StartMigrated()
    {
        var server = await PostgresServer.Start();
        await server.Execute("postgres", $"create database {Template}");
        await using var storage = new OpenedStorage(
            new StorageOptions(server.ConnectionString(Template) + ";Pooling=false", Path.GetTempPath()), TimeProvider.System);
        await storage.Schema.Apply(CancellationToken.None);
        return server;
    }
}
