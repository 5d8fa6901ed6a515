using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Live;
using Skiller.Web.Problems;

namespace Skiller.Web.Live;

/// <summary>
/// Follows the end of the log, once for all clients of this front, from the moment on that there is one. While the log cannot be read clients
/// stay, and hear later what they would have heard.
/// </summary>
internal sealed partial class LiveTail(
    IGrainFactory grains, LiveScores scores, LiveSessions sessions, TimeProvider clock, ILogger<LiveTail> logger) : BackgroundService
{
    /// <summary>What is read before the first client is served, for those who come back to a front that has just started.</summary>
    private const int Warm = 1_000;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _betweenBeats = TimeSpan.FromSeconds(15);
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where clients listen.</summary>
    public LiveLane Lane { get; } = new();

    /// <summary>Waits until there is a position to listen from.</summary>
    public Task Ready(CancellationToken ct)
    {
        _wanted.TrySetResult();
        return _ready.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _wanted.Task.WaitAsync(stoppingToken);
            await Task.WhenAll(Follow(stoppingToken), Beat(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _ready.TrySetCanceled(stoppingToken);
        }
    }

    private async Task Follow(CancellationToken ct)
    {
        long? head = null;
        while (true)
        {
            try
            {
                if (head is null)
                {
                    head = await grains.LiveFeed().Head(ct);
                    Lane.Begin(Math.Max(0, head.Value - Warm));
                }

                if (Lane.Position >= head)
                {
                    _ready.TrySetResult();
                }

                await Step(await grains.LiveFeed().Read(Lane.Position, ct), ct);
            }
            catch (Exception fault) when (Faults.IsFault(fault, ct))
            {
                LogUnreadable(fault.GetType().Name);
                await Task.Delay(_pause, clock, ct);
            }
        }
    }

    private async Task Step(LivePage page, CancellationToken ct)
    {
        Lane.Publish(page.UpTo, await scores.Items(page.Events, Lane.Hears, ct));
        if (!page.AccessChanged.IsEmpty)
        {
            sessions.Look(page.AccessChanged, ct);
        }
    }

    private async Task Beat(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_betweenBeats, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            Lane.Beat();
            sessions.LookAtOld(ct);
        }
    }

    [LoggerMessage(7101, LogLevel.Warning, "The end of the log cannot be followed ({Fault}); trying again")]
    private partial void LogUnreadable(string fault);
}
