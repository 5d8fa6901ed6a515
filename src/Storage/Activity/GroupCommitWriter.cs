using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>
/// Gathers what all grains of the process want to append and commits it in one transaction after the other. The inbox is bounded: while it
/// is full, callers wait. When the database fails, everything that waits is told at once, so that nobody waits for one time-out after another.
/// </summary>
internal sealed partial class GroupCommitWriter : IWritableLog, IAsyncDisposable
{
    /// <summary>Requests that may wait.</summary>
    public const int InboxCapacity = 2_048;

    private const int ProbeBytes = 16 * 1024;

    // A silo that nobody acts on would not know that the database has become read-only or full (RELIABILITY.md 4.3).
    private static readonly TimeSpan _freshness = TimeSpan.FromSeconds(5);
    private const int BatchesBetweenPurges = 1_000;
    private const int PurgeLimit = 500;

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetryWhenOpen = TimeSpan.FromSeconds(30);

    // Without it every caller that tries again would cost an attempt to connect (F06: at most 10 a second).
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(200);

    private readonly Channel<PendingAppend> _inbox = Channel.CreateBounded<PendingAppend>(
        new BoundedChannelOptions(InboxCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly IAppendStore _store;
    private readonly CommitSignal _signal;
    private readonly TimeProvider _clock;
    private readonly ILogger<GroupCommitWriter> _logger;
    private readonly AppendBatch _batches;
    private readonly Task _loop;
    private long _committedAt;
    private int _batchesSincePurge;
    private DateTimeOffset _purgedAt;
    private bool _hasMoreToPurge;
    private volatile bool _isAway;

    public GroupCommitWriter(IAppendStore store, CommitSignal signal, TimeProvider clock, ILogger<GroupCommitWriter> logger)
    {
        (_store, _signal, _clock, _logger) = (store, signal, clock, logger);
        _batches = new AppendBatch(_inbox.Reader);
        (_purgedAt, _committedAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        _loop = Task.Run(Run);
    }

    public async Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct)
    {
        var pending = new PendingAppend(request);
        if (pending.Facts > AppendRequest.MaxFacts)
        {
            throw new ArgumentException($"A request holds at most {AppendRequest.MaxFacts} facts, this one {pending.Facts}.", nameof(request));
        }

        pending.Wait(_clock);
        AppendMetrics.Queued();
        try
        {
            await _inbox.Writer.WriteAsync(pending, ct);
        }
        catch (OperationCanceledException)
        {
            AppendMetrics.Unqueued(1);
            throw;
        }
        catch (ChannelClosedException)
        {
            AppendMetrics.Unqueued(1);
            throw new UnavailableException("The log is being closed.", RetryAfter);
        }

        return await pending.Done;
    }

    public async Task<bool> IsWritable(CancellationToken ct)
    {
        var committedAt = Interlocked.Read(ref _committedAt);
        if (!_isAway && (_clock.GetElapsedTime(committedAt) < _freshness || Interlocked.CompareExchange(ref _committedAt, _clock.GetTimestamp(), committedAt) != committedAt))
        {
            return true;
        }

        try
        {
            await Append(Probe(_isAway ? ProbeBytes : 1), ct);
            return true;
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException)
        {
            return false;
        }
    }

    // The way of all acts, with a command that nobody sends and that is over as soon as it is recorded. While the log is away it is as large as an
    // act may well be, so that a disk with room for a few bytes more does not count as one with room; while all is well, as small as can be.
    private AppendRequest Probe(int bytes) =>
        new([], [new RecordedCommand(new string('f', 64), new string('f', 64), new byte[bytes], _clock.GetUtcNow())]);

    /// <summary>Takes nothing more, and commits what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _inbox.Writer.TryComplete();
        await _loop;
    }

    private async Task Run()
    {
        while (_batches.HasDeferred || await _inbox.Reader.WaitToReadAsync())
        {
            if (_batches.Next() is { Count: > 0 } batch)
            {
                Take(batch);
                await Commit(batch);
                await PurgeNowAndThen();
            }
        }
    }

    private void Take(List<PendingAppend> batch)
    {
        AppendMetrics.Unqueued(batch.Count);
        foreach (var pending in batch)
        {
            AppendMetrics.Waited(pending.Waited(_clock));
        }
    }

    private async Task Commit(List<PendingAppend> batch)
    {
        try
        {
            await Write(batch);
        }
        catch (UnavailableException fault)
        {
            await FailAll(batch, fault, () => new UnavailableException(fault.Message, fault.RetryAfter));
        }
        catch (OutcomeUnknownException fault)
        {
            await FailAll(batch, fault, () => new OutcomeUnknownException(fault.Message));
        }
#pragma warning disable CA1031 // The loop outlives whatever a request holds; its caller is told.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await Separate(batch, fault);
        }
    }

    private async Task Write(List<PendingAppend> batch)
    {
        var begun = _clock.GetTimestamp();
        var now = _clock.GetUtcNow();
        var spans = AppendSpans.Begin(batch, now);
        AppendedBatch? appended = null;
        try
        {
            appended = await _store.Append(spans?.Requests ?? [.. batch.Select(static pending => pending.Request)], now);
        }
        finally
        {
            spans?.End(appended?.Outcomes);
        }

        var facts = batch.Where((_, i) => appended.Outcomes[i] is AppendOutcome.Committed).Sum(static pending => pending.Facts);
        AppendMetrics.Committed(batch.Count, facts, _clock.GetElapsedTime(begun));
        Interlocked.Exchange(ref _committedAt, _clock.GetTimestamp());
        _signal.Advance(appended.Head);

        // Before anybody is answered: whoever was asks no second time.
        if (_isAway)
        {
            _isAway = false;
            LogBack(_logger);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            Answer(batch[i], appended.Outcomes[i]);
        }
    }

    private static void Answer(PendingAppend pending, AppendOutcome outcome)
    {
        if (outcome is AppendOutcome.Closed)
        {
            pending.Fail(new UnavailableException("An operator keeps the log closed (skiller read-only).", RetryWhenOpen) { IsReadOnly = true });
            return;
        }

        pending.Complete(outcome);
    }

    // Those that waited behind were certainly not appended, whatever became of the batch.
    private async Task FailAll(List<PendingAppend> batch, Exception fault, Func<Exception> copy)
    {
        if (!_isAway)
        {
            _isAway = true;
            LogAway(_logger, fault);
        }

        AppendMetrics.Lost(batch.Count);
        foreach (var pending in batch)
        {
            pending.Fail(copy());
        }

        FailWaiting();
        await Task.Delay(PauseAfterFault, _clock);
        FailWaiting();
    }

    private void FailWaiting()
    {
        foreach (var pending in _batches.Drain())
        {
            AppendMetrics.Unqueued(1);
            AppendMetrics.Lost(1);
            pending.Fail(new UnavailableException("The log is away.", RetryAfter));
        }
    }

    // One request that the database refuses must not take the others with it.
    private async Task Separate(List<PendingAppend> batch, Exception fault)
    {
        if (batch.Count == 1)
        {
            AppendMetrics.Lost(1);
            LogRefused(_logger, fault, batch[0].Request.Streams.Length > 0 ? batch[0].Request.Streams[0].Stream : "none");
            batch[0].Fail(new InvalidOperationException($"The log cannot hold this append: {fault.Message}"));
            return;
        }

        foreach (var pending in batch)
        {
            await Commit([pending]);
        }
    }

    // As long as there is more, a piece after each batch, and piece after piece while nobody waits: more expires than one piece in a
    // thousand batches takes away.
    private async Task PurgeNowAndThen()
    {
        var now = _clock.GetUtcNow();
        if (++_batchesSincePurge < BatchesBetweenPurges && now - _purgedAt < PurgeInterval && !_hasMoreToPurge)
        {
            return;
        }

        (_batchesSincePurge, _purgedAt) = (0, now);
        try
        {
            do
            {
                _hasMoreToPurge = await _store.PurgeCommands(now, PurgeLimit) == PurgeLimit;
            }
            while (_hasMoreToPurge && _inbox.Reader.Count == 0 && !_batches.HasDeferred);
        }
#pragma warning disable CA1031 // Tidying may fail: it comes again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _hasMoreToPurge = false;
            LogPurgeFailed(_logger, fault);
        }
    }
}
