using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Tests.Given;
using Skiller.Tests.Given.Clusters;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>Three silos, two fronts, a PostgreSQL and a balancer, each a process of its own, as <c>deploy/local/cluster</c> makes them for operators.</summary>
internal sealed class ClusterHost : ISiteHost
{
    /// <summary>Whether the tests are to run against clusters: <c>SKILLER_TEST_AGAINST=cluster</c>.</summary>
    public static readonly bool IsAsked = Environment.GetEnvironmentVariable("SKILLER_TEST_AGAINST") == "cluster";

    /// <summary>How many fronts each has.</summary>
    public const int Fronts = 2;

    private readonly SiteNeeds _needs;
    private readonly ClusterScript _script;
    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _once = new(1);
    private Node? _client;

    private ClusterHost(SiteNeeds needs)
    {
        _needs = needs;
        // What is not said is as the script has it.
        _script = new ClusterScript(needs.Settings().Where(static setting => setting.Value.Length > 0).ToDictionary());
    }

    public Uri Address => new($"http://127.0.0.1:{_script.Port}");

    public Uri Operations => _script.FrontOperations[0];

    public IReadOnlyList<string> Folders => _script.DataFolders;

    public Settings Beside => ProcessHost.Settings(_needs with { Database = _script.Database }, _folder.Path, "web");

    public static async Task<ISiteHost> Start(SiteNeeds needs)
    {
        var host = new ClusterHost(needs);
        await host._script.Do("up", "--silos", "3", "--web", $"{Fronts}", "--port", "0", "--built");
        return host;
    }

    public async Task<IGrainFactory> Grains()
    {
        await _once.WaitAsync();
        try
        {
            _client ??= await Node.Start(Beside, isPublic: false, LogLevel.Warning, CancellationToken.None);
        }
        finally
        {
            _once.Release();
        }

        return _client.Services.GetRequiredService<IGrainFactory>();
    }

    public async Task Restart()
    {
        await StopClient();
        await _script.Do("down");
        await _script.Do("up");
    }

    public Task Operate(string name, IReadOnlyList<(string Name, string Value)> arguments)
    {
        Assert.Skip($"It has a node of this process do '{name}' in time that it puts forward.");
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await StopClient();
        await _script.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StopClient()
    {
        if (_client is { } client)
        {
            _client = null;
            await client.Stop();
            await client.DisposeAsync();
        }
    }
}
