using Skiller.Grains.Activity;
using Xunit;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>Every fact is folded once, whatever the stream does with it and whenever it comes.</summary>
public sealed class ProjectionGrainTests : IAsyncLifetime
{
    private TallyCluster _cluster = null!;

    private TallyWorld World => _cluster.World;

    public async ValueTask InitializeAsync() => _cluster = await TallyCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_fact_that_is_committed_and_delivered_while_the_log_is_read_is_folded()
    {
        World.Commit(3);
        var held = World.HoldNextRead();
        var count = _cluster.Tally.Count();
        await held.Reached;

        await _cluster.Tally.Deliver(World.Commit());
        held.Open();

        Assert.Equal(4, await count);
        await _cluster.Tally.Deliver(World.Commit());
        Assert.Equal(5, await _cluster.Tally.Count());
        await Written(5);
    }

    [Fact]
    public async Task A_call_to_catch_up_while_the_log_is_read_has_it_read_again()
    {
        World.Commit(3);
        var held = World.HoldNextRead();
        var count = _cluster.Tally.Count();
        await held.Reached;

        World.Commit();
        await _cluster.Tally.Break();
        held.Open();

        Assert.Equal(4, await count);
    }

    [Fact]
    public async Task A_fact_that_was_never_delivered_is_read_when_the_next_one_comes()
    {
        Assert.Equal(0, await _cluster.Tally.Count());

        World.Commit(2);
        await _cluster.Tally.Deliver(World.Commit());

        await Written(3);
    }

    [Fact]
    public async Task What_was_delivered_to_another_activation_is_seen_by_one_that_is_only_read()
    {
        Assert.Equal(0, await _cluster.Tally.Count());
        World.Commit(2);
        World.Replace(1, 2);
        Assert.Equal(0, await _cluster.Tally.Count());

        Assert.Equal(1, await _cluster.Sweep());
        await Eventually.Equal(2, _cluster.Tally.Count);
        Assert.Equal(0, await _cluster.Sweep());
    }

    [Fact]
    public async Task A_fact_that_is_delivered_twice_or_late_is_folded_once()
    {
        Assert.Equal(0, await _cluster.Tally.Count());
        var first = World.Commit(2);
        var second = World.Commit(2);

        await _cluster.Tally.Deliver([.. second, .. first, .. second]);
        await Written(4);
        await _cluster.Tally.Deliver([.. first, .. second]);

        Assert.Equal(4, await _cluster.Tally.Count());
        Assert.Equal(new FoldProgress(4, true, null), await _cluster.Projection.CatchUp(default));
        await Written(4);
    }

    [Fact]
    public async Task Of_more_than_it_can_keep_it_reads_what_it_let_go()
    {
        var held = World.HoldNextRead();
        var count = _cluster.Tally.Count();
        await held.Reached;

        await _cluster.Tally.Deliver(World.Commit(2_001));
        await _cluster.Tally.Deliver(World.Commit(5));
        held.Open();

        Assert.Equal(2_006, await count);
        await Written(2_006);
    }

    [Fact]
    public async Task Each_page_is_written_before_the_next_is_read()
    {
        World.Commit(1_600);

        Assert.Equal(new FoldProgress(1_600, true, null), await _cluster.Projection.CatchUp(default));

        Assert.Equal([500, 500, 500, 100], World.Writes);
    }

    [Fact]
    public async Task What_comes_without_a_rest_is_written_in_pages_too()
    {
        Assert.Equal(0, await _cluster.Tally.Count());

        await _cluster.Tally.Deliver(World.Commit(1_200));

        await Written(1_200);
        Assert.Equal([500, 500, 200], World.Writes);
    }

    [Fact]
    public async Task An_activation_does_not_wait_until_the_log_is_read()
    {
        var held = World.HoldNextRead();

        await _cluster.Tally.Deliver(World.Commit());
        await held.Reached;
        held.Open();

        await Written(1);
    }

    [Fact]
    public async Task What_was_delivered_to_an_activation_that_leaves_is_written_before_it_is_gone()
    {
        World.Commit(2);
        var held = World.HoldNextRead();
        await _cluster.Tally.Deliver([]);
        await held.Reached;

        await _cluster.Tally.DeliverAndLeave(World.Commit());
        await World.Leaving.Task;
        held.Open();

        await Written(3);
    }

    [Fact]
    public async Task One_call_catches_up_a_part_and_says_that_there_is_more()
    {
        World.Commit(2_500);
        World.Writing = () => _cluster.Clock.Advance(TimeSpan.FromSeconds(1.5));

        var first = await _cluster.Projection.CatchUp(default);
        var last = first;
        while (!last.IsThrough && last.Fault is null)
        {
            last = await _cluster.Projection.CatchUp(default);
        }

        Assert.Equal((false, null), (first.IsThrough, first.Fault));
        Assert.InRange(first.Written, 1_000, 2_000);
        Assert.Equal(new FoldProgress(2_500, true, null), last);
        await Written(2_500);
    }

    [Fact]
    public async Task Whoever_was_overtaken_by_another_activation_loads_again_and_folds_nothing_twice()
    {
        World.Commit(3);
        Assert.Equal(3, await _cluster.Tally.Count());

        World.Replace(1, 2);
        World.Commit();

        await Eventually.Equal(true, async () => (await _cluster.Projection.CatchUp(default)).IsThrough);
        await Written(4);
    }

    [Fact]
    public async Task What_was_dropped_is_folded_again_while_facts_go_on_coming()
    {
        await _cluster.Tally.Deliver(World.Commit(600));
        await Written(600);
        World.Replace();

        var coming = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await _cluster.Tally.Deliver(World.Commit(3));
            }
        });
        var progress = await _cluster.Projection.Refold(default);
        await coming;

        Assert.Null(progress.Fault);
        await Written(750);
    }

    // By itself: nobody calls.
    private Task Written(int count) =>
        Eventually.Equal(string.Join(' ', Enumerable.Range(1, count)), () => string.Join(' ', World.Rows));
}
