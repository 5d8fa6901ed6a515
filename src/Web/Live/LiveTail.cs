using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts.Live;

namespace Skiller.Web.Live;

/// <summary>
/// Follows the end of the log, once for all clients of this front. Who listens to notifications too does so on a lane of their own, a little later:
/// when those are written, so that both have one order. Neither lane waits for the other.
/// </summary>
internal sealed class LiveTail : BackgroundService
{
    private const int MostKept = 4_096;
    private static readonly TimeSpan _betweenBeats = TimeSpan.FromSeconds(15);
    private readonly LiveScores _scores;
    private readonly LiveNotices _notices;
    private readonly LiveSessions _sessions;
    private readonly TimeProvider _clock;
    private readonly LiveFollower _shown;
    private readonly LiveFollower _told;

    public LiveTail(IGrainFactory grains, LiveScores scores, LiveNotices notices, LiveSessions sessions, TimeProvider clock, ILogger<LiveTail> logger)
    {
        (_scores, _notices, _sessions, _clock) = (scores, notices, sessions, clock);
        _shown = new LiveFollower(grains, Shown, MostKept, clock, logger);

        // What concerned a member who was away was made for nobody: they read it.
        _told = new LiveFollower(grains, Told, mostKept: 0, clock, logger);
    }

    /// <summary>The lane that a client listens on, once it has a position to listen from.</summary>
    public async Task<LiveLane> LaneOf(LiveConnection connection, CancellationToken ct)
    {
        // The first of the two is always followed: it is there that sessions end.
        await _shown.Ready(ct);
        if (connection.Member is null)
        {
            return _shown.Lane;
        }

        await _told.Ready(ct);
        return _told.Lane;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(_shown.Run(stoppingToken), _told.Run(stoppingToken), Beat(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The front stops.
        }
    }

    private Task<IReadOnlyList<LiveItem>> Shown(LivePage page, LiveLane lane, LiveAudience audience, CancellationToken ct)
    {
        _sessions.Look(page.AccessChanged, ct);
        return _scores.Items(page.Events, lane.Hears, ct);
    }

    // Of two items of one event the one for a single member comes first.
    private async Task<IReadOnlyList<LiveItem>> Told(LivePage page, LiveLane lane, LiveAudience audience, CancellationToken ct)
    {
        var own = await _notices.Items(audience.Members, page.Events, lane.Position, page.UpTo, ct);
        return [.. own.Concat(await _scores.Items(page.Events, lane.Hears, ct)).OrderBy(static item => item.Position)];
    }

    private async Task Beat(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_betweenBeats, _clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            _shown.Lane.Beat();
            _told.Lane.Beat();
            _sessions.LookAtOld(ct);
        }
    }
}
