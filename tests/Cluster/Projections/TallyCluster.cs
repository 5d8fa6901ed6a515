using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Skiller.Grains.Activity;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>One projection in a silo over a log that tests hold in their hands.</summary>
internal sealed class TallyCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _silo;

    private TallyCluster()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(World)
            .AddSingleton(services => new ProjectionServices(World, World, new Untraced(), Clock, services.GetRequiredService<ILoggerFactory>())));
        _silo = builder.Build();
    }

    public TallyWorld World { get; } = new();

    /// <summary>The projection's own clock; it stands still.</summary>
    public FakeTimeProvider Clock { get; } = new();

    public IGrainFactory Grains => _silo.Client;

    public IProjectionGrain Projection => Grains.Projection(TallyWorld.Target);

    /// <summary>The same activation, with what tests ask of it.</summary>
    public ITallyGrain Tally => Grains.GetGrain<ITallyGrain>(GrainId.Create("skiller.projection.tally", "t"));

    /// <summary>Looks for projections that the log has gone past; returns how many there are.</summary>
    public Task<int> Sweep() => StaleSweep.Look(
        _silo.GetSiloServiceProvider().GetRequiredService<ProjectionServices>().Active,
        (targets, _) => Task.FromResult<IReadOnlyDictionary<string, long>>(targets.ToDictionary(static target => target, _ => World.Newest, StringComparer.Ordinal)),
        CancellationToken.None);

    public static async Task<TallyCluster> Start()
    {
        var cluster = new TallyCluster();
        await cluster._silo.DeployAsync();
        return cluster;
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();
}
