using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Silo.Operations;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>The product's own node in this process, so that a case can call its grains and its public address.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Node _node;

    private BenchNode(TemporaryFolder folder, Node node) => (_folder, _node) = (folder, node);

    public IGrainFactory Grains => _node.Services.GetRequiredService<IGrainFactory>();

    public Uri Public => new(_node.PublicAddresses[0]);

    /// <summary>The code with which the first administrator joins.</summary>
    public Task<string> FirstInvitation() => File.ReadAllTextAsync(Path.Combine(_folder.Path, "first-invitation.txt"));

    /// <summary>What a command would ask the node for.</summary>
    public IOperation Operation(string name) => _node.Services.GetServices<IOperation>().Single(operation => operation.Name == name);

    /// <summary>Starts a node on SQLite, or on the database that is named.</summary>
    public static async Task<BenchNode> Start(string? database)
    {
        var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Skiller__OperationsUrl"] = "http://127.0.0.1:0",
            ["Skiller__Data"] = folder.Path,
            ["Skiller__AllowSimulation"] = "true",
            ["Skiller__PasswordIterations"] = "1000",
        };
        if (database is not null)
        {
            environment["Skiller__Database"] = database;
        }

        return new BenchNode(folder, await Node.Start(SettingsReader.Read(environment), isPublic: true, LogLevel.Error, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.Stop();
        await _node.DisposeAsync();
        _folder.Dispose();
    }
}
