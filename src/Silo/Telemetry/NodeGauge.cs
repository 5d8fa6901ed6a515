using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;
using Skiller.Silo.Configuration;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Telemetry;

/// <summary>Shows at <c>/metrics</c> how this process is (docs/metrics.md): whether it serves, how long acts were refused, the disk of its data folder.</summary>
internal sealed class NodeGauge : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly NodeState _state;
    private readonly TimeProvider _clock;
    private long _readOnlyTicks;

    public NodeGauge(NodeState state, Settings settings, TimeProvider clock)
    {
        (_state, _clock) = (state, clock);
        var started = clock.GetUtcNow();
        var program = new KeyValuePair<string, object?>("version", typeof(NodeGauge).Assembly.GetName().Version?.ToString(3) ?? "");
        var roles = new KeyValuePair<string, object?>("roles", settings.Roles switch
        {
            NodeRoles.Silo => "silo",
            NodeRoles.Web => "web",
            _ => "silo,web",
        });
        _meter.CreateObservableGauge("skiller.node.info", () => new Measurement<int>(1, program, roles), null, "1, and which program this is in which roles.");
        _meter.CreateObservableGauge("skiller.node.started", () => started.ToUnixTimeMilliseconds() / 1000.0, "s", "When the node started, in seconds since 1970.");
        _meter.CreateObservableGauge("skiller.node.ready", () => state.IsReady ? 1 : 0, null, "1 while users may be sent here, else 0.");
        _meter.CreateObservableGauge("skiller.node.writable", () => state.IsWritable ? 1 : 0, null, "1 while acts are accepted here, else 0.");
        _meter.CreateObservableCounter("skiller.node.readonly", () => TimeSpan.FromTicks(Interlocked.Read(ref _readOnlyTicks)).TotalSeconds, "s", "Time that the node was ready and took no acts.");
        _meter.CreateObservableGauge("skiller.disk.free", () => Disk(settings.Data, static drive => drive.AvailableFreeSpace), "By", "Room that is left on the disk of the data folder.");
        _meter.CreateObservableGauge("skiller.disk.size", () => Disk(settings.Data, static drive => drive.TotalSize), "By", "Size of the disk of the data folder.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        var seen = _clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = _clock.GetTimestamp();
                if (_state is { IsReady: true, IsReadOnly: true })
                {
                    Interlocked.Add(ref _readOnlyTicks, _clock.GetElapsedTime(seen, now).Ticks);
                }

                seen = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private static IEnumerable<Measurement<long>> Disk(string folder, Func<DriveInfo, long> value)
    {
        try
        {
            return [new Measurement<long>(value(new DriveInfo(folder)))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
