using System.Collections.Immutable;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>A projection that lists the positions that it has folded; what it reads and writes is a <see cref="TallyWorld"/>.</summary>
[GrainType("skiller.projection.tally")]
internal sealed class TallyGrain(ProjectionServices services, TallyWorld world) : ProjectionGrain(services), ITallyGrain
{
    private ImmutableList<long> _folded = [];

    protected override string Namespace => "tally";

    public async Task Deliver(ImmutableArray<ActivityMessage> messages)
    {
        foreach (var message in messages)
        {
            await OnNextAsync(message);
        }
    }

    public async Task DeliverAndLeave(ImmutableArray<ActivityMessage> messages)
    {
        await Deliver(messages);
        DeactivateOnIdle();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var leaving = base.OnDeactivateAsync(reason, cancellationToken);
        world.Leaving.TrySetResult();
        await leaving;
    }

    public Task Break() => OnErrorAsync(new InvalidOperationException("The stream is broken."));

    public async Task<int> Count()
    {
        await Fresh();
        return _folded.Count;
    }

    public async Task<int> KnownCount()
    {
        await Known();
        return _folded.Count;
    }

    protected override Task<long> Load(CancellationToken ct)
    {
        (_folded, var mark) = world.Load();
        return Task.FromResult(mark);
    }

    protected override Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        foreach (var position in activities.Select(static activity => activity.Activity.Position))
        {
            world.ThrowIfPoison(position);
            _folded = _folded.Add(position);
        }

        return Task.CompletedTask;
    }

    protected override Task<bool> Flush(long loaded, long mark, CancellationToken ct) => Task.FromResult(world.Write(loaded, mark, _folded));
}

/// <summary>What tests ask of it.</summary>
[Alias("skiller.tests.tally"), GrainInterfaceType("skiller.tests.tally")]
internal interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Delivers as the stream would, without anything in between.</summary>
    [Alias("Deliver")]
    Task Deliver(ImmutableArray<ActivityMessage> messages);

    /// <summary>Delivers, and has the activation leave memory.</summary>
    [Alias("DeliverAndLeave")]
    Task DeliverAndLeave(ImmutableArray<ActivityMessage> messages);

    [Alias("Break")]
    Task Break();

    [Alias("Count")]
    Task<int> Count();

    [Alias("KnownCount")]
    Task<int> KnownCount();
}
