using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Live;

namespace Skiller.Web.Live;

/// <summary>
/// Brings the end of the log to one lane, from the moment on that somebody wants to listen there. While the log or what belongs to it cannot be read
/// clients stay, and hear later what they would have heard.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="items">Makes of a part of the log, which follows on the lane's position, what is sent to those who listen there.</param>
/// <param name="mostKept">How many events are kept for those who come back; as many positions are read before the first client is served.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Where faults are noted.</param>
internal sealed partial class LiveFollower(
    IGrainFactory grains, Func<LivePage, LiveLane, LiveAudience, CancellationToken, Task<IReadOnlyList<LiveItem>>> items, int mostKept, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where clients listen.</summary>
    public LiveLane Lane { get; } = new(mostKept);

    /// <summary>Waits until there is a position to listen from.</summary>
    public Task Ready(CancellationToken ct)
    {
        _wanted.TrySetResult();
        return _ready.Task.WaitAsync(ct);
    }

    /// <summary>Follows until it is cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        await _wanted.Task.WaitAsync(ct);
        long? head = null;
        while (true)
        {
            try
            {
                if (head is null)
                {
                    head = await grains.LiveFeed().Head(ct);
                    Lane.Begin(Math.Max(0, head.Value - mostKept));
                }

                if (Lane.Position >= head)
                {
                    _ready.TrySetResult();
                }

                var page = await grains.LiveFeed().Read(Lane.Position, ct);
                var spans = LiveSpans.Begin(page);
                LiveAudience audience;
                IReadOnlyList<LiveItem> made;
                do
                {
                    // Who comes while it is made lacks what is before, and would not be told of this.
                    audience = Lane.Audience;
                    made = await items(page, Lane, audience, ct);
                }
                while (!Lane.Publish(page.UpTo, made, audience));
                LiveSpans.End(spans);
                var now = clock.GetUtcNow();
                foreach (var happened in page.Events)
                {
                    LiveMetrics.Published(now - happened.At);
                }
            }
#pragma warning disable CA1031 // Whatever it is: who gave up here would leave all clients of this front without news until it is started again.
            catch (Exception fault) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogBehind(fault.GetType().Name);
                await Task.Delay(_pause, clock, ct);
            }
        }
    }

    [LoggerMessage(7201, LogLevel.Warning, "The end of the log cannot be followed ({Fault}); trying again")]
    private partial void LogBehind(string fault);
}
