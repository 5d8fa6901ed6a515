using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Xunit;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>A fact that cannot be folded, and a database that is away.</summary>
public sealed class ProjectionFaultTests : IAsyncLifetime
{
    private TallyCluster _cluster = null!;

    private TallyWorld World => _cluster.World;

    public async ValueTask InitializeAsync() => _cluster = await TallyCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Poison_is_lettered_with_the_reason_and_nothing_goes_past_it_until_it_is_cured()
    {
        World.Poison = 3;
        await _cluster.Tally.Deliver(World.Commit(5));

        await Eventually.Equal(1, LettersAfterAnAttempt);

        var letter = Assert.Single(await World.List(10, default));
        Assert.Equal((TallyWorld.Target, 3L, "InvalidOperationException: 3 is poison."), (letter.Target, letter.Position, letter.Reason));
        var progress = await _cluster.Projection.CatchUp(default);
        Assert.Equal((2L, false, "InvalidOperationException: 3 is poison."), (progress.Written, progress.IsThrough, progress.Fault));
        Assert.Equal([1, 2], World.Rows);

        World.Poison = null;
        Assert.Equal(new FoldProgress(5, true, null), await _cluster.Projection.CatchUp(default));
        Assert.Equal([1, 2, 3, 4, 5], World.Rows);
        Assert.Equal(0, await Letters());
    }

    [Fact]
    public async Task What_an_operator_drops_is_passed_over_once_and_nothing_else_is()
    {
        World.Poison = 3;
        await _cluster.Tally.Deliver(World.Commit(5));
        await Eventually.Equal(1, LettersAfterAnAttempt);

        await World.Drop((await World.List(10, default))[0], "beyond repair", default);

        await Eventually.Equal(4, Written);
        Assert.Equal([1, 2, 4, 5], World.Rows);
        Assert.Equal(0, await Letters());
        Assert.Equal(new FoldProgress(5, true, null), await _cluster.Projection.CatchUp(default));
    }

    [Fact]
    public async Task Poison_is_lettered_also_after_the_database_was_away_for_long()
    {
        World.Commit(5);
        World.IsAway = true;
        for (var attempt = 0; attempt < 7; attempt++)
        {
            Assert.StartsWith("UnavailableException", (await _cluster.Projection.CatchUp(default)).Fault, StringComparison.Ordinal);
        }

        Assert.Equal(0, await Letters());
        (World.IsAway, World.Poison) = (false, 3);

        await Eventually.Equal(1, LettersAfterAnAttempt);
        Assert.Equal([1, 2], World.Rows);
    }

    [Fact]
    public async Task What_was_known_is_shown_while_the_database_is_away_and_what_was_not_is_refused()
    {
        World.IsAway = true;
        await Assert.ThrowsAsync<UnavailableException>(() => _cluster.Tally.KnownCount());

        World.IsAway = false;
        World.Commit(3);
        await Eventually.Equal(3, Written);
        await _cluster.Tally.Deliver(World.Commit());
        Assert.Equal(4, await _cluster.Tally.KnownCount());
        World.IsAway = true;
        Assert.NotNull((await _cluster.Projection.CatchUp(default)).Fault);

        Assert.Equal(4, await _cluster.Tally.KnownCount());
        await Assert.ThrowsAsync<UnavailableException>(() => _cluster.Tally.Count());

        World.IsAway = false;
        World.Commit();
        await Eventually.Equal(5, () => World.Rows.Count);
        Assert.Equal(5, await _cluster.Tally.KnownCount());
    }

    [Fact]
    public async Task The_sweep_goes_on_after_those_that_it_cannot_ring_and_beyond_a_hundred()
    {
        foreach (var nowhere in Enumerable.Range(0, 150).Select(static i => $"unreadable {i}").Append("nowhere/1"))
        {
            await World.Add(new DeadLetter(nowhere, 1, "not delivered in time", 1, default), default);
        }

        World.Commit(3);
        await World.Add(new DeadLetter(TallyWorld.Target, 3, "not delivered in time", 1, default), default);
        await World.Add(new DeadLetter(TallyWorld.Target, 4, "not committed yet", 1, default), default);

        var missed = await UnwrittenSweep.Ring(World, _cluster.Grains, default);

        Assert.Equal(151, missed.Count);
        Assert.Equal([1, 2, 3], World.Rows);
        Assert.Equal([4L], (await World.List(999, default)).Where(static letter => letter.Target == TallyWorld.Target).Select(static letter => letter.Position));
    }

    private async Task<int> Written()
    {
        await _cluster.Projection.CatchUp(default);
        return World.Rows.Count;
    }

    private async Task<int> LettersAfterAnAttempt()
    {
        await _cluster.Projection.CatchUp(default);
        return await Letters();
    }

    private async Task<int> Letters() => (await World.List(10, default)).Count;
}
