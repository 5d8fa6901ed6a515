using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Hosting;
using Skiller.Simulator.Load;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Workers;

/// <summary>
/// The program's own processes that carry out a load together, each its slice. They begin at once, when all are ready; what each measures comes here several
/// times a second and is added up. A worker whose standard input ends stops, so that none outlives this process; when one ends before its end, all others are stopped.
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

            // The first that ends is told at once, however long the others still need.
            await foreach (var ready in Task.WhenEach(pool._processes.Select(process => Ready(process, ct))))
            {
                await ready;
            }

            return pool;
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has them carry it out. When one ends before its end, that is told at once, the others stop, and <see cref="RunTally.Broke"/> says so.</summary>
    public async Task Run(CancellationToken ct)
    {
        foreach (var process in _processes)
        {
            await Begin(process);
        }

        await using var stopping = ct.Register(Stop);
        await Task.WhenAll(_processes.Select((process, number) => Follow(process, number, ct)));
        _tally.WasStopped = ct.IsCancellationRequested && _tally.Broke is null;
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

    private void Stop()
    {
        foreach (var process in _processes)
        {
            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has ended already.
            }
        }
    }

    private static async Task Ready(Process process, CancellationToken ct) =>
        _ = WorkerLine.Read(await process.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException("A worker process ended before it was ready; what it says stands above."));

    private static async Task Begin(Process process)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(Go);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It has ended meanwhile, which whoever follows it sees.
        }
    }

    private async Task Follow(Process process, int number, CancellationToken ct)
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } text)
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
        }
        catch (InvalidDataException)
        {
            // What it goes on to say means nothing either.
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        if (ct.IsCancellationRequested)
        {
            // It was to end, if not like that: the report says that the load was stopped.
            return;
        }

        await Break($"Worker {number + 1} of {_processes.Count} (process {process.Id}) ended before its end, with exit code {process.ExitCode}");
    }

    private async Task Break(string why)
    {
        if (_tally.Break(why))
        {
            await Console.Error.WriteLineAsync($"{why}: the load is stopped, and its report is partial.");
            Stop();
        }
    }

    // In sessions of their own: Ctrl-C comes to this process alone, which stops them.
    private static ProcessStartInfo Program(LoadOrder order, string profile, Slice slice)
    {
        var own = typeof(WorkerPool).Assembly.Location;
        var isOwn = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Path.GetFileNameWithoutExtension(own);
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] members = order.Members is { } folder ? ["--members", folder.Path] : [];
        string[] words =
        [
            .. isOwn ? (string[])[] : [own], "load-worker", "--profile", profile, "--target", order.Target.AbsoluteUri, .. members, "--http", order.Protocol.Name,
            "--load", order.Number.ToString(CultureInfo.InvariantCulture), "--slice", string.Create(CultureInfo.InvariantCulture, $"{slice.Number}/{slice.Of}"),
        ];
        var start = OwnSession.Start(isOwn || isHost ? Environment.ProcessPath! : "dotnet", words);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        return start;
    }
}
