namespace Skiller.Simulator.Measuring;

/// <summary>What the generator itself needs and how late its own clock wakes it: a run whose generator was the bottleneck measured the generator.</summary>
internal sealed class GeneratorWatch : IAsyncDisposable
{
    private const double BusyShare = 0.85;
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _lagging = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private readonly KindMeter _lag = new();
    private readonly long _began;
    private readonly TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan _pausesBefore = GC.GetTotalPauseDuration();
    private readonly Task _beating;

    public GeneratorWatch(TimeProvider clock)
    {
        (_clock, _began) = (clock, clock.GetTimestamp());
        _beating = Task.Run(Beat);
    }

    /// <summary>What other processes of the generator need, which belongs to it.</summary>
    public Func<IReadOnlyCollection<GeneratorFigures>> Others { get; init; } = static () => [];

    /// <summary>What it came to until now, with the others.</summary>
    public GeneratorFigures Figures() => Others().Aggregate(Own(), static (sum, other) => sum.With(other, BusyShare));

    private GeneratorFigures Own()
    {
        var wall = _clock.GetElapsedTime(_began);
        var cpu = Environment.CpuUsage.TotalTime - _cpuBefore;
        var lag = _lag.Figures("lag").FromDue;
        var share = cpu / (wall * Environment.ProcessorCount);
        return new GeneratorFigures(
            Math.Round(cpu.TotalSeconds, 2),
            Math.Round(share, 3),
            Math.Round((GC.GetTotalPauseDuration() - _pausesBefore).TotalMilliseconds, 1),
            lag.P50,
            lag.P99,
            lag.Max,
            share > BusyShare || lag.P99 > _lagging.TotalMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
    }

    private async Task Beat()
    {
        using var timer = new PeriodicTimer(_beat, _clock);
        var due = _clock.GetElapsedTime(_began);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                due += _beat;
                var late = _clock.GetElapsedTime(_began) - due;
                _lag.Add(late, late, 0, isError: false);
                if (late > _beat)
                {
                    // Ticks that were missed are not made up for; those to come stay where they were due.
                    due += _beat * Math.Floor(late / _beat);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}

/// <summary>The generator's own part.</summary>
/// <param name="CpuSeconds">Processor time of this process.</param>
/// <param name="CpuShare">Of all processors of the machine.</param>
/// <param name="PauseMilliseconds">Of the garbage collector, in all.</param>
/// <param name="LagP50">How late the clock woke it, milliseconds.</param>
/// <param name="LagP99">The same.</param>
/// <param name="LagMax">The same.</param>
/// <param name="WasBottleneck">Whether its own figures are so bad that the others are not to be believed.</param>
internal sealed record GeneratorFigures(
    double CpuSeconds, double CpuShare, double PauseMilliseconds, double LagP50, double LagP99, double LagMax, bool WasBottleneck)
{
    /// <summary>With another process: what both need, and the worse of how late they were woken.</summary>
    public GeneratorFigures With(GeneratorFigures other, double busyShare) => new(
        Math.Round(CpuSeconds + other.CpuSeconds, 2),
        Math.Round(CpuShare + other.CpuShare, 3),
        Math.Round(PauseMilliseconds + other.PauseMilliseconds, 1),
        Math.Max(LagP50, other.LagP50),
        Math.Max(LagP99, other.LagP99),
        Math.Max(LagMax, other.LagMax),
        WasBottleneck || other.WasBottleneck || CpuShare + other.CpuShare > busyShare);
}
