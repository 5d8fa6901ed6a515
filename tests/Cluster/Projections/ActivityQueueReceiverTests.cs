using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Streams;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>One partition of a real log, read as the stream provider reads it.</summary>
public sealed class ActivityQueueReceiverTests : IAsyncLifetime
{
    private static readonly string[] _targets = [.. Enumerable.Range(1, 200).Select(static member => $"member/m:{member}")];
    private static readonly string _here = _targets.First(static target => ActivityRouting.PartitionOf(target) == 3);
    private static readonly string _elsewhere = _targets.First(static target => ActivityRouting.PartitionOf(target) == 4);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private ServiceProvider _storage = null!;
    private ActivityQueueReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = new ServiceCollection().AddLogging().AddSkillerStorage(new StorageOptions(null, _folder.Path)).BuildServiceProvider();
        await Get<SchemaUpgrade>().Apply(CancellationToken.None);
        _receiver = new ActivityQueueReceiver(3, Get<IActivityLog>(), Get<ICommitSignal>(), Get<ICheckpoints>(), new Untraced(), _clock, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task No_read_brings_more_than_the_cache_has_room_for_not_even_after_a_wait()
    {
        var waiting = _receiver.GetQueueMessagesAsync(3);
        await Commit(5, _here);

        Assert.Equal(["1", "2", "3"], Versions(await waiting));
        Assert.Equal(["4", "5"], Versions(await _receiver.GetQueueMessagesAsync(3)));
    }

    [Fact]
    public async Task A_commit_for_other_partitions_does_not_end_the_wait()
    {
        var waiting = _receiver.GetQueueMessagesAsync(10);
        await Commit(1, _elsewhere);
        await Commit(1, _elsewhere);
        await Commit(1, _here);

        Assert.Equal(["3"], Versions(await Passed(waiting)));
    }

    [Fact]
    public async Task Each_fact_names_the_one_before_it_for_the_same_target()
    {
        await Commit(1, _here);
        await Commit(1, _elsewhere);
        await Commit(2, _here);

        var batches = await _receiver.GetQueueMessagesAsync(10);

        Assert.Equal([(1L, 0L), (3L, 1L), (4L, 3L)], batches.Cast<ActivityBatch>().Select(static batch => (batch.Message.Position, batch.Message.Previous)));
    }

    [Fact]
    public async Task The_checkpoint_stays_a_minute_behind_what_was_delivered()
    {
        await Commit(3, _here);
        await _receiver.MessagesDeliveredAsync(await _receiver.GetQueueMessagesAsync(10));

        await Read(TimeSpan.FromSeconds(59));
        Assert.Equal(default, await Get<ICheckpoints>().Read(3, default));

        await Read(TimeSpan.FromSeconds(1));
        Assert.Equal(new ActivityToken(2, int.MaxValue), await Get<ICheckpoints>().Read(3, default));
    }

    [Fact]
    public async Task While_the_database_is_away_what_was_delivered_does_not_ripen()
    {
        var world = new TallyWorld();
        var receiver = new ActivityQueueReceiver(3, world, Get<ICommitSignal>(), Get<ICheckpoints>(), new Untraced(), _clock, NullLogger.Instance);
        await receiver.MessagesDeliveredAsync([new ActivityBatch(world.Commit(3)[^1])]);

        _clock.Advance(TimeSpan.FromSeconds(30));
        world.IsAway = true;
        await Passed(receiver.GetQueueMessagesAsync(10));
        world.IsAway = false;
        _clock.Advance(TimeSpan.FromSeconds(40));
        await Passed(receiver.GetQueueMessagesAsync(10));
        Assert.Equal(default, await Get<ICheckpoints>().Read(3, default));

        _clock.Advance(TimeSpan.FromSeconds(30));
        await Passed(receiver.GetQueueMessagesAsync(10));
        Assert.Equal(new ActivityToken(2, int.MaxValue), await Get<ICheckpoints>().Read(3, default));
    }

    private T Get<T>()
        where T : notnull => _storage.GetRequiredService<T>();

    // Lets its time pass, in steps far below the two seconds of a whole wait.
    private async Task<T> Passed<T>(Task<T> waiting)
    {
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(1);
        }

        return await waiting;
    }

    // Committed before the read, so that it does not wait.
    private async Task Read(TimeSpan later)
    {
        _clock.Advance(later);
        await Commit(1, _here);
        await _receiver.GetQueueMessagesAsync(10);
    }

    private async Task Commit(int count, string target)
    {
        var head = await Get<IActivityLog>().Head(default);
        var facts = Enumerable.Range(0, count).Select(_ => new NewActivity("tallied", 1, "{}"u8.ToArray(), null, DateTimeOffset.UnixEpoch, null, [target]));
        await Get<IActivityLog>().Append(new AppendRequest([new StreamAppend("t:1", head, [.. facts])], []), default);
    }

    private static IEnumerable<string> Versions(IList<IBatchContainer> batches) =>
        batches.Cast<ActivityBatch>().Select(static batch => $"{batch.Message.Version}");
}
