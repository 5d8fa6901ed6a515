using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

/// <summary>The writer over a store that stands still, or fails, when the test wants it.</summary>
public sealed class GroupCommitWriterTests
{
    private readonly StandingStore _store = new();

    [Fact]
    public async Task A_transaction_holds_at_most_five_hundred_facts()
    {
        await using var writer = New();
        var appends = await Held(writer, Enumerable.Range(0, 30).Select(static i => To($"q:{i}", 0, [.. Enumerable.Repeat(Fact(), 60)])));

        _store.Go();
        await Task.WhenAll(appends);

        Assert.All(_store.Batches, static batch => Assert.InRange(batch.Sum(static r => r.Streams[0].Facts.Length), 1, AppendRequest.MaxFacts));
        Assert.Contains(_store.Batches, static batch => batch.Count == 8);
        Assert.Equal(31, _store.Batches.Sum(static batch => batch.Count));
    }

    [Fact]
    public async Task A_request_of_the_largest_size_goes_alone()
    {
        await using var writer = New();
        var appends = await Held(writer, [To("q:1", 0, Fact()), To("q:2", 0, [.. Enumerable.Repeat(Fact(), 500)]), To("q:3", 0, Fact())]);

        _store.Go();
        await Task.WhenAll(appends);

        Assert.Contains(_store.Batches, static batch => batch is [{ Streams: [{ Stream: "q:2" }] }]);
    }

    [Fact]
    public async Task No_two_requests_of_a_transaction_share_a_stream_or_a_key_and_their_order_stays()
    {
        await using var writer = New();
        var appends = await Held(
            writer,
            [
                To("a", 0, Fact()), To("a", 1, Fact()).And("b", 0, Fact()), To("b", 1, Fact()), To("c", 0, Fact()).By(Command(1)), To("d", 0, Fact()).By(Command(1)),
            ]);

        _store.Go();
        await Task.WhenAll(appends);

        Assert.Equal(["a c", "a+b d", "b"], _store.Batches.Skip(1).Select(static batch => string.Join(' ', batch.Select(static r => string.Join('+', r.Streams.Select(static s => s.Stream))))));
    }

    [Fact]
    public async Task After_a_fault_the_log_is_not_writable_until_a_probe_or_an_act_goes_well()
    {
        await using var writer = New();
        Assert.True(await writer.IsWritable(CancellationToken.None));
        Assert.Empty(_store.Batches);
        _store.Go(new UnavailableException("full", TimeSpan.Zero));
        await Assert.ThrowsAsync<UnavailableException>(() => writer.Append(To("q:1", 0, Fact()), CancellationToken.None));

        // The store is well again: the probe says so, and is asked once.
        while (!await writer.IsWritable(CancellationToken.None))
        {
            await Task.Yield();
        }

        var probes = _store.Batches.Count;
        Assert.True(await writer.IsWritable(CancellationToken.None));
        Assert.Equal(probes, _store.Batches.Count);
        Assert.Empty(_store.Batches[^1][0].Streams);
    }

    [Fact]
    public async Task A_log_that_nobody_appends_to_is_tried_every_five_seconds_once_however_many_ask()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var writer = New(clock);
        clock.Advance(TimeSpan.FromSeconds(6));
        var asked = Enumerable.Range(0, 8).Select(_ => writer.IsWritable(CancellationToken.None)).ToList();
        _store.Go();
        Assert.All(await Task.WhenAll(asked), Assert.True);
        Assert.Empty(Assert.Single(Assert.Single(_store.Batches)).Streams);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(await writer.IsWritable(CancellationToken.None));
        Assert.Single(_store.Batches);

        // It takes nothing any more, and nobody acts.
        clock.Advance(TimeSpan.FromSeconds(2));
        _store.Go(new UnavailableException("full", TimeSpan.Zero));
        Assert.False(await writer.IsWritable(CancellationToken.None));
        var ended = writer.DisposeAsync().AsTask();
        while (!ended.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Callers_wait_while_the_inbox_is_full()
    {
        await using var writer = New();
        var appends = await Held(writer, Enumerable.Range(0, GroupCommitWriter.InboxCapacity).Select(static i => To($"q:{i}", 0, Fact())));
        using var impatient = new CancellationTokenSource();

        var late = writer.Append(To("late", 0, Fact()), impatient.Token);
        Assert.False(late.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);

        _store.Go();
        await Task.WhenAll(appends);
        Assert.DoesNotContain(_store.Batches, static batch => batch.Any(static request => request.Streams[0].Stream == "late"));
    }

    [Fact]
    public async Task An_unknown_outcome_is_told_to_its_batch_and_those_behind_are_told_that_nothing_happened()
    {
        await using var writer = New();
        var appends = await Held(writer, Enumerable.Range(0, 20).Select(static i => To($"q:{i}", 0, Fact())));

        _store.Go(new OutcomeUnknownException("lost"));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => appends[0]);
        foreach (var behind in appends.Skip(1))
        {
            await Assert.ThrowsAsync<UnavailableException>(() => behind);
        }

        Assert.Single(_store.Batches);
    }

    [Fact]
    public async Task After_a_fault_the_writer_goes_on_by_itself()
    {
        await using var writer = New();
        var appends = await Held(writer, []);
        _store.Go(new UnavailableException("away", TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<UnavailableException>(() => appends[0]);

        while (true)
        {
            try
            {
                await writer.Append(To("q:2", 0, Fact()), CancellationToken.None);
                break;
            }
            catch (UnavailableException)
            {
                // Still within the pause.
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Expired_commands_go_piece_by_piece_until_there_are_none_and_appends_come_in_between()
    {
        var clock = new FakeTimeProvider(Noon);
        _store.Expired = 2_200;
        await using (var writer = New(clock))
        {
            var appends = await Held(writer, Enumerable.Range(0, 3).Select(static i => To("q:1", i, Fact())));
            clock.Advance(TimeSpan.FromMinutes(10));
            _store.Go();
            await Task.WhenAll(appends);
        }

        Assert.Equal(0, _store.Expired);
        Assert.Equal("append purge append purge append purge append purge purge", string.Join(' ', _store.Calls));
    }

    private GroupCommitWriter New() => New(TimeProvider.System);

    private GroupCommitWriter New(TimeProvider clock) => new(_store, new CommitSignal(clock), clock, NullLogger<GroupCommitWriter>.Instance);

    // A first append is on its way in the store, so that what follows gathers in the inbox.
    private async Task<List<Task<AppendOutcome>>> Held(GroupCommitWriter writer, IEnumerable<AppendRequest> requests)
    {
        List<Task<AppendOutcome>> appends = [writer.Append(To("first", 0, Fact()), CancellationToken.None)];
        await _store.Entered;
        appends.AddRange(requests.Select(request => writer.Append(request, CancellationToken.None)));
        return appends;
    }

    private sealed class StandingStore : IAppendStore
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _head;
        private Exception? _fault;

        public List<IReadOnlyList<AppendRequest>> Batches { get; } = [];

        /// <summary>Commands whose time is over.</summary>
        public int Expired { get; set; }

        public List<string> Calls { get; } = [];

        public Task Entered => _entered.Task;

        public void Go(Exception? fault = null)
        {
            _fault = fault;
            _go.TrySetResult();
        }

        public async Task<AppendedBatch> Append(IReadOnlyList<AppendRequest> batch, DateTimeOffset now)
        {
            Batches.Add(batch);
            Calls.Add("append");
            _entered.TrySetResult();
            await _go.Task;
            if (Interlocked.Exchange(ref _fault, null) is { } fault)
            {
                throw fault;
            }

            _head += batch.Count;
            return new AppendedBatch([.. batch.Select(_ => new AppendOutcome.Committed(_head))], _head);
        }

        public Task<int> PurgeCommands(DateTimeOffset now, int limit)
        {
            Calls.Add("purge");
            var gone = Math.Min(limit, Expired);
            Expired -= gone;
            return Task.FromResult(gone);
        }
    }
}
