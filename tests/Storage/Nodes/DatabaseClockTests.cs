using Skiller.Contracts.Operations;
using Skiller.Storage.Nodes;
using Xunit;

namespace Skiller.Tests.Storage.Nodes;

/// <summary>F16: nodes go by the time of the database.</summary>
public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset _there = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly DatabaseClock _clock = new(new ClusterClock(TimeProvider.System));

    [Fact]
    public void Before_it_is_told_anything_it_has_the_machines_time() =>
        Assert.InRange(_clock.GetUtcNow(), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));

    [Fact]
    public void It_follows_the_database_back_and_ahead()
    {
        _clock.Cluster.Set(_there, TimeSpan.Zero);
        Assert.InRange(_clock.GetUtcNow(), _there, _there.AddHours(1));

        _clock.Cluster.Set(_there.AddHours(-3), TimeSpan.Zero);
        Assert.InRange(_clock.GetUtcNow(), _there.AddHours(-3), _there.AddHours(-2));

        _clock.Cluster.Set(_there.AddDays(3), TimeSpan.Zero);
        Assert.InRange(_clock.GetUtcNow(), _there.AddDays(3), _there.AddDays(3).AddHours(1));
    }

    [Fact]
    public void What_the_way_there_and_back_explains_does_not_make_it_tremble()
    {
        _clock.Cluster.Set(_there, TimeSpan.Zero);
        var before = _clock.GetUtcNow();

        _clock.Cluster.Set(before.AddMilliseconds(-120), TimeSpan.FromMilliseconds(180));

        Assert.True(_clock.GetUtcNow() >= before);
    }
}
