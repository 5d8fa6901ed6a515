using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Growing;

/// <summary>
/// Sends as many of the planned page loads as target and generator keep up with: all at first, fewer from the next second on where somebody does not. Which
/// are sent depends on how the target answers; what is planned does not.
/// </summary>
internal sealed class ReadGovernor(Pace pace, GeneratorWatch watch, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly KindMeter _answers = new();
    private double _share = 1;
    private long _turnedAway;
    private long _errors;
    private (TimeSpan At, TimeSpan Stretched, double Cpu) _before;

    /// <summary>The share that is sent now.</summary>
    public double Share => Volatile.Read(ref _share);

    /// <summary>Whether a page load is sent that has drawn this (<see cref="Plan.Act.Load.Draw"/>).</summary>
    public bool Takes(double draw) => draw < Share;

    /// <summary>Notes that one found no room.</summary>
    public void TurnedAway() => Interlocked.Increment(ref _turnedAway);

    /// <summary>Notes an answer.</summary>
    public void Answered(TimeSpan fromDue, bool isError)
    {
        _answers.Add(fromDue, fromDue, 0, isError);
        if (isError)
        {
            Interlocked.Increment(ref _errors);
        }
    }

    /// <summary>Looks each second, until it is cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Look()
    {
        var (at, stretched, cpu) = (pace.Elapsed, pace.Stretched, watch.Figures().CpuSeconds);
        var (passed, answers) = (Math.Max((at - _before.At).TotalSeconds, 0.001), _answers.Sample());
        var signs = new ReadSigns(
            (stretched - _before.Stretched).TotalSeconds / passed,
            Interlocked.Exchange(ref _turnedAway, 0),
            answers.TotalCount,
            Interlocked.Exchange(ref _errors, 0),
            Percentiles.Of(answers).P90,
            (cpu - _before.Cpu) / (passed * Environment.ProcessorCount));
        Volatile.Write(ref _share, ReadShare.Next(Share, signs));
        _before = (at, stretched, cpu);
    }
}
