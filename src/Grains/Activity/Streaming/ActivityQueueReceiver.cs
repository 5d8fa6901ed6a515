using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>
/// Reads one partition of the log from its checkpoint on. A read waits for a commit instead of polling. The checkpoint lags behind what was
/// delivered by <see cref="Lag"/>: consumers write what they folded within a fraction of that, so whatever a killed silo had folded but not
/// written is delivered again after it (guarantee 2), and what was written is recognised by its position.
/// </summary>
#pragma warning disable CA1001 // The provider never disposes receivers; a source without a timer holds nothing.
internal sealed partial class ActivityQueueReceiver(
    int partition,
    IActivityLog log,
    ICommitSignal signal,
    ICheckpoints checkpoints,
    ITracedActs traced,
    TimeProvider clock,
    ILogger logger) : IQueueAdapterReceiver
#pragma warning restore CA1001
{
    /// <summary>Longer than any consumer stays unwritten: it tries again every ten seconds at the latest, page by page.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(60);

    private const int PageSize = 500;
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _betweenCheckpoints = TimeSpan.FromSeconds(1);

    // Each commit wakes all partitions; the ones that it does not concern must not ask the database at the rate of commits.
    private static readonly TimeSpan _afterNothing = TimeSpan.FromMilliseconds(5);
    private readonly Queue<(long At, ActivityToken Token)> _delivered = new();
    private readonly CancellationTokenSource _over = new();
    private ActivityToken? _cursor;
    private long? _checkpointAt;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        try
        {
            var cursor = _cursor ??= await checkpoints.Read(partition, _over.Token);
            await WriteCheckpoint();
            var rows = await Read(cursor, maxCount is > 0 and < PageSize ? maxCount : PageSize);
            if (rows.Count == 0)
            {
                return [];
            }

            var traces = await traced.Between(rows[0].Activity.Position, rows[^1].Activity.Position, _over.Token);
            _cursor = new ActivityToken(rows[^1].Activity.Position, rows[^1].Ordinal);
            return [.. rows.Select(row => new ActivityBatch(ActivityMessage.Of(row, traces.GetValueOrDefault(row.Activity.Position))))];
        }
        catch (Exception fault) when (!_over.IsCancellationRequested)
        {
            // Most likely the database is away; the pulling agent would ask again at once.
            LogUnreadable(fault, partition);
            RipenAnew();
            await Task.Delay(_pause, clock, CancellationToken.None);
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        if (messages.OfType<ActivityBatch>().Select(batch => batch.Message).MaxBy(m => (m.Position, m.Ordinal)) is { } newest)
        {
            // One position less: the other targets of the same fact may still be on their way.
            _delivered.Enqueue((clock.GetTimestamp(), new ActivityToken(newest.Position - 1, int.MaxValue)));
        }

        return Task.CompletedTask;
    }

    public async Task Shutdown(TimeSpan timeout) => await _over.CancelAsync();

    // No more than the caller has room for, whichever read it is. Until there is something or the wait is over.
    private async Task<IReadOnlyList<TargetedActivity>> Read(ActivityToken cursor, int limit)
    {
        var begun = clock.GetTimestamp();
        for (var woken = false; ; woken = true)
        {
            var known = signal.Known;
            var rows = await log.ReadPartition(partition, cursor, limit, _over.Token);
            if (rows.Count > 0)
            {
                return rows;
            }

            if (woken)
            {
                await Task.Delay(_afterNothing, clock, _over.Token);
            }

            var left = _wait - clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || !await signal.WaitBeyond(known, left, _over.Token))
            {
                return rows;
            }
        }
    }

    private async Task WriteCheckpoint()
    {
        if (_checkpointAt is { } at && clock.GetElapsedTime(at) < _betweenCheckpoints)
        {
            return;
        }

        ActivityToken? ripe = null;
        while (_delivered.TryPeek(out var delivered) && clock.GetElapsedTime(delivered.At) >= Lag)
        {
            ripe = _delivered.Dequeue().Token;
        }

        if (ripe is { } token)
        {
            _checkpointAt = clock.GetTimestamp();
            await checkpoints.Write(partition, token, _over.Token);
        }
    }

    // Consumers could not write either: what they took before the database went may be written only after it is back.
    private void RipenAnew()
    {
        var now = clock.GetTimestamp();
        for (var left = _delivered.Count; left > 0; left--)
        {
            _delivered.Enqueue((now, _delivered.Dequeue().Token));
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Partition {Partition} of the activity log cannot be read; trying again")]
    private partial void LogUnreadable(Exception fault, int partition);
}
