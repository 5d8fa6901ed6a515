using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>
/// Reads one partition of the log from its checkpoint on. A read waits for a commit instead of polling. The checkpoint lags behind what was
/// delivered by <see cref="_lag"/>: consumers write what they folded within a fraction of that, so whatever a killed silo had folded but not
/// written is delivered again after it (guarantee 2), and what was written is recognised by its position.
/// </summary>
#pragma warning disable CA1001 // The provider never disposes receivers; a source without a timer holds nothing.
internal sealed partial class ActivityQueueReceiver(
    int partition,
    IActivityLog log,
    ICommitSignal signal,
    ICheckpoints checkpoints,
    TimeProvider clock,
    ILogger logger) : IQueueAdapterReceiver
#pragma warning restore CA1001
{
    private const int PageSize = 500;
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _lag = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly Queue<(long At, ActivityToken Token)> _delivered = new();
    private readonly CancellationTokenSource _over = new();
    private ActivityToken? _cursor;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        try
        {
            var cursor = _cursor ??= await checkpoints.Read(partition, _over.Token);
            await WriteCheckpoint();
            var known = signal.Known;
            var rows = await log.ReadPartition(partition, cursor, maxCount is > 0 and < PageSize ? maxCount : PageSize, _over.Token);
            if (rows.Count == 0 && await signal.WaitBeyond(known, _wait, _over.Token))
            {
                rows = await log.ReadPartition(partition, cursor, PageSize, _over.Token);
            }

            if (rows.Count > 0)
            {
                _cursor = new ActivityToken(rows[^1].Activity.Position, rows[^1].Ordinal);
            }

            return [.. rows.Select(row => new ActivityBatch(ActivityMessage.Of(row)))];
        }
        catch (Exception fault) when (!_over.IsCancellationRequested)
        {
            // Most likely the database is away; the pulling agent would ask again at once.
            LogUnreadable(fault, partition);
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

    private async Task WriteCheckpoint()
    {
        ActivityToken? ripe = null;
        while (_delivered.TryPeek(out var delivered) && clock.GetElapsedTime(delivered.At) >= _lag)
        {
            ripe = _delivered.Dequeue().Token;
        }

        if (ripe is { } token)
        {
            await checkpoints.Write(partition, token, _over.Token);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Partition {Partition} of the activity log cannot be read; trying again")]
    private partial void LogUnreadable(Exception fault, int partition);
}
