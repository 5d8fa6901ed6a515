using System.Net;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
using Skiller.Storage;
using Skiller.Storage.Snapshots;
using Skiller.Tests.Given;

namespace Skiller.Tests.Storage.Snapshots;

/// <summary>A silo with nothing but its storage, so that the provider's own queries are what is tested.</summary>
internal sealed class SnapshotSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private SnapshotSilo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>(OrleansStorageHosting.Snapshots);

    public static async Task<SnapshotSilo> Start(StorageOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSkillerStorage(options).AddSingleton<IJsonTypeInfoResolver>(TestedStates.Default);
        builder.UseOrleans(silo =>
        {
            var port = Ports.Free();
            silo.AddSkillerOrleansStorage(options)
                .UseSkillerClustering(options, new IPEndPoint(IPAddress.Loopback, port))
                .ConfigureEndpoints(IPAddress.Loopback, port, Ports.Free())
                .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("tests", "tests"));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new SnapshotSilo(host);
    }

    /// <summary>Writes as an activation that read nothing before; returns whether it was the first.</summary>
    public async Task<bool> WriteFirst(string key, int value, string state = "tested")
    {
        try
        {
            await Storage.WriteStateAsync(state, Id(key), new GrainState<TestedState>(new TestedState(value)));
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    public async Task<GrainState<TestedState>> Read(string key, string state = "tested")
    {
        var read = new GrainState<TestedState>();
        await Storage.ReadStateAsync(state, Id(key), read);
        return read;
    }

    public static GrainId Id(string key) => GrainId.Create("tested", key);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}

/// <summary>A state as grains have it.</summary>
internal sealed record TestedState(int Value);

/// <summary>What the serializer knows of it.</summary>
[JsonSerializable(typeof(TestedState))]
internal sealed partial class TestedStates : JsonSerializerContext;
