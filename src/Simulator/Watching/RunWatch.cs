using OpenTelemetry.Metrics;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;

namespace Skiller.Simulator.Watching;

/// <summary>Everything by which a run can be watched from outside of its terminal; nothing, where nothing was asked for.</summary>
internal sealed class RunWatch : IAsyncDisposable
{
    private readonly Meter _measured;
    private WatchState? _state;
    private RunMetrics? _metrics;
    private WatchServer? _server;
    private MeterProvider? _push;

    private RunWatch(Meter measured) => _measured = measured;

    /// <summary>Where the page is; null: there is none.</summary>
    public Uri? Address => _server?.Address;

    /// <param name="wanted">What is asked for.</param>
    /// <param name="aim">What the run is to come to.</param>
    /// <param name="tally">How it stands.</param>
    /// <param name="measured">What is measured of its requests.</param>
    /// <param name="pace">Its time.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RunWatch> Start(WatchOptions wanted, RunAim aim, RunTally tally, Meter measured, Pace pace, CancellationToken ct)
    {
        var watch = new RunWatch(measured);
        if (wanted is { Port: null, Collector: null })
        {
            return watch;
        }

        watch._metrics = new RunMetrics(tally, pace);
        measured.Observer = watch._metrics.Add;
        watch._push = wanted.Collector is { } collector ? MetricsPush.Start(collector) : null;
        if (wanted.Port is { } port)
        {
            watch._state = new WatchState(aim, tally);
            try
            {
                watch._server = await WatchServer.Start(port, watch._state, ct);
            }
            catch
            {
                await watch.DisposeAsync();
                throw;
            }

            Console.WriteLine($"Watch it at {watch.Address}");
        }

        return watch;
    }

    /// <summary>Whether there is a page, which shows kinds of requests too.</summary>
    public bool IsShown => _state is not null;

    /// <summary>Shows how it stands.</summary>
    public void Show(Sample sample, IReadOnlyList<KindFigures> kinds) => _state?.Add(sample, kinds);

    public async ValueTask DisposeAsync()
    {
        _push?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _measured.Observer = null;
        _metrics?.Dispose();
    }
}
