using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Skiller.Silo.Commands;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Silo.Operations;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>A whole node of the program in this process.</summary>
/// <param name="needs">What it is told.</param>
/// <param name="clock">Tells the time, null: the machine's does.</param>
internal sealed class ProcessHost(SiteNeeds needs, TimeProvider? clock) : ISiteHost
{
    private readonly TemporaryFolder _folder = new();
    private Node? _node;

    public Uri Address => new(Node.PublicAddresses[0]);

    public Uri Operations => Node.OperationsUrl;

    public IReadOnlyList<string> Folders => [_folder.Path];

    public Settings Beside => Settings(needs, _folder.Path, "silo,web");

    private Node Node => _node ?? throw new InvalidOperationException("The node does not run.");

    /// <summary>The settings of a node in a folder.</summary>
    public static Settings Settings(SiteNeeds needs, string folder, string roles)
    {
        var settings = needs.Settings();
        settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        settings["Skiller__OperationsUrl"] = "http://127.0.0.1:0";
        settings["Skiller__Data"] = folder;
        settings["Skiller__Roles"] = roles;
        return SettingsReader.Read(settings);
    }

    public static async Task<ISiteHost> Start(SiteNeeds needs, TimeProvider? clock)
    {
        var host = new ProcessHost(needs, clock);
        await host.Start();
        return host;
    }

    public Task<IGrainFactory> Grains() => Task.FromResult(Node.Services.GetRequiredService<IGrainFactory>());

    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    public async Task Operate(string name, IReadOnlyList<(string Name, string Value)> arguments)
    {
        var operation = Node.Services.GetServices<IOperation>().Single(one => one.Name == name);
        var request = new OperationRequest(arguments.ToImmutableDictionary(static pair => pair.Name, static pair => pair.Value));
        Assert.Equal(ExitCode.Done, await operation.Run(request, new OperationReport(), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Dispose();
    }

    private async Task Start() => _node = await Node.Start(Beside, isPublic: true, LogLevel.Warning, CancellationToken.None, clock);

    private async Task Stop()
    {
        if (_node is { } node)
        {
            _node = null;
            await node.Stop();
            await node.DisposeAsync();
        }
    }
}
