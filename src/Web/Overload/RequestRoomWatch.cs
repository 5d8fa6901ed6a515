using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Skiller.Contracts.Operations;

namespace Skiller.Web.Overload;

/// <summary>Looks at the threads of the process and says how many requests there is room for. It has a thread of its own: what it measures would hold up a timer.</summary>
internal sealed class RequestRoomWatch : IHostedService, IDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);
    private readonly RequestLimit _limit;
    private readonly RequestRoom _room;
    private readonly TimeProvider _clock;
    private readonly ManualResetEventSlim _over = new();
    private readonly Meter _meter = new(TelemetryNames.Meter);

    public RequestRoomWatch(RequestLimit limit, WebOptions options, TimeProvider clock)
    {
        (_limit, _clock) = (limit, clock);
        _room = new RequestRoom(options.MostRequests, Environment.ProcessorCount);
        _meter.CreateObservableGauge("skiller.front.door", () => limit.Door.Waiting, "{request}", "Requests of readers that wait until somebody is done.");
        _meter.CreateObservableGauge("skiller.front.room", () => limit.RoomForReaders, "{request}", "Requests that may be under way when one comes that only reads.");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Watch) { IsBackground = true, Name = "request room" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _over.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _over.Set();
        _meter.Dispose();
    }

    private void Watch()
    {
        var start = _clock.GetTimestamp();
        while (!_over.Wait(_look))
        {
            _room.Look(_clock.GetElapsedTime(start), _limit.Done, ThreadPool.PendingWorkItemCount, _limit.Door.Waiting);
            _limit.RoomForReaders = _room.Now;
            _limit.Door.Places = _room.Places;
        }
    }
}
