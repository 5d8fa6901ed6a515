using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Load;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Workers;

/// <summary>
/// The program's own processes that carry out a load together, each its slice. They begin at once, when all are ready; what each measures comes here several
/// times a second and is added up. A worker whose standard input ends stops, so that none outlives this process.
/// </summary>
internal sealed class WorkerPool : ILoad
{
    /// <summary>What this process says to a worker.</summary>
    public const string Go = "go";

    private readonly List<Process> _processes = [];
    private readonly ConcurrentDictionary<int, GeneratorFigures> _generators = new();
    private readonly Meter _meter;
    private readonly RunTally _tally;

    private WorkerPool(Meter meter, RunTally tally) => (_meter, _tally) = (meter, tally);

    public IReadOnlyCollection<GeneratorFigures> Generators => [.. _generators.Values];

    /// <summary>Starts workers and waits until all are ready.</summary>
    /// <param name="order">The load.</param>
    /// <param name="profile">The file with its profile.</param>
    /// <param name="workers">How many.</param>
    /// <param name="meter">Where what they measure is added up.</param>
    /// <param name="tally">Where what they count is added up.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">One ended before it was ready; it has said why.</exception>
    public static async Task<WorkerPool> Start(LoadOrder order, string profile, int workers, Meter meter, RunTally tally, CancellationToken ct)
    {
        var pool = new WorkerPool(meter, tally);
        try
        {
            for (var number = 0; number < workers; number++)
            {
                pool._processes.Add(Process.Start(Program(order, profile, new Slice(number, workers))) ?? throw new InvalidOperationException("A worker process does not start."));
            }

            foreach (var process in pool._processes)
            {
                _ = WorkerLine.Read(await process.StandardOutput.ReadLineAsync(ct) ?? throw Ended());
            }

            return pool;
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">A worker ended before its end.</exception>
    public async Task Run(CancellationToken ct)
    {
        foreach (var process in _processes)
        {
            await process.StandardInput.WriteLineAsync(Go);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }

        await using var stopping = ct.Register(Stop);
        await Task.WhenAll(_processes.Select(Follow));
        _tally.WasStopped = ct.IsCancellationRequested;
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        foreach (var process in _processes)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private void Stop() => _processes.ForEach(static process => process.StandardInput.Close());

    private async Task Follow(Process process, int number)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } text)
        {
            var line = WorkerLine.Read(text);
            _meter.Add(line.Kinds);
            _tally.Add(line.Tally!);
            _generators[number] = line.Generator!;
            if (line.IsLast)
            {
                return;
            }
        }

        throw Ended();
    }

    private static InvalidOperationException Ended() => new("A worker process ended before its end; what it says stands above.");

    private static ProcessStartInfo Program(LoadOrder order, string profile, Slice slice)
    {
        var own = typeof(WorkerPool).Assembly.Location;
        var isOwn = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Path.GetFileNameWithoutExtension(own);
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(isOwn || isHost ? Environment.ProcessPath! : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] members = order.Members is { } folder ? ["--members", folder.Path] : [];
        string[] words =
        [
            .. isOwn ? (string[])[] : [own], "load-worker", "--profile", profile, "--target", order.Target.AbsoluteUri, .. members, "--http", order.Protocol.Name,
            "--load", order.Number.ToString(CultureInfo.InvariantCulture), "--slice", string.Create(CultureInfo.InvariantCulture, $"{slice.Number}/{slice.Of}"),
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }
}
