using System.CommandLine;
using System.Globalization;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Workers;

/// <summary><c>skiller-sim load-worker</c>: what <c>load --workers</c> starts; nobody else calls it.</summary>
internal static class WorkerCommand
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        Option<string> target = new("--target") { Required = true };
        Option<string> profile = new("--profile") { Required = true };
        Option<string?> members = new("--members");
        Option<int> load = new("--load");
        Option<string> http = new("--http") { Required = true };
        Option<string> slice = new("--slice") { Required = true };
        var command = new Command("load-worker", "A part of a load; `load --workers` starts it.") { target, profile, members, load, http, slice };
        command.Hidden = true;
        command.SetAction((parsed, _) => CommandLine.Stoppable(async ct =>
        {
            var folder = parsed.GetValue(members) is { } path ? new RunFolder(path) : null;
            var order = new LoadOrder(
                ProfileFile.Read(parsed.GetValue(profile)!), CommandLine.Address(parsed.GetValue(target)!), folder, parsed.GetValue(load), TargetProtocol.Parse(parsed.GetValue(http)!));

            // Not by Console.In, which lets its caller wait.
            using var input = new StreamReader(Console.OpenStandardInput());
            await Run(order, Part(parsed.GetValue(slice)!), input, Console.Out, ct);
            return ct.IsCancellationRequested ? ExitCode.Stopped : ExitCode.Done;
        }));
        return command;
    }

    /// <summary>Prepares a part, says that it is ready, waits for the word, carries it out and says what it measures.</summary>
    public static async Task Run(LoadOrder order, Slice slice, TextReader input, TextWriter output, CancellationToken ct)
    {
        var (meter, tally, clock) = (new Meter(), new RunTally(), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var go = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Listen(input, go, stop);
        PreparedLoad prepared;
        try
        {
            prepared = await PreparedLoad.Prepare(order, slice, meter, tally, clock, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // Whoever started it has gone, or wants nothing of it any more.
            return;
        }

        await using var load = prepared;
        await Say(output, WorkerLine.Ready);
        if (!await go.Task.WaitAsync(ct))
        {
            return;
        }

        using var over = new CancellationTokenSource();
        await using var watch = new GeneratorWatch(clock);
        var isWhole = false;
        var telling = Tell(meter, tally, watch, output, clock, () => Volatile.Read(ref isWhole), over.Token);
        try
        {
            await load.Run(stop.Token);

            // Whoever was ended from elsewhere has not come to its end.
            Volatile.Write(ref isWhole, !ct.IsCancellationRequested);
        }
        finally
        {
            await over.CancelAsync();
        }

        await telling;
    }

    private static async Task Tell(Meter meter, RunTally tally, GeneratorWatch watch, TextWriter output, TimeProvider clock, Func<bool> isWhole, CancellationToken over)
    {
        var underWay = 0L;
        for (var isLast = false; !isLast;)
        {
            await Task.WhenAny(Task.Delay(_pause, clock, over));
            isLast = over.IsCancellationRequested;
            var part = tally.Take(underWay);
            underWay += part.UnderWay;
            await Say(output, new WorkerLine(isLast && isWhole(), meter.Take(), part, watch.Figures()));
        }
    }

    private static async Task Say(TextWriter output, WorkerLine line)
    {
        await output.WriteLineAsync(line.Write());
        await output.FlushAsync();
    }

    // After its first word nothing more is said to it; the end of its input is the end of whoever started it, also while it prepares.
    private static async Task Listen(TextReader input, TaskCompletionSource<bool> go, CancellationTokenSource stop)
    {
        var word = await input.ReadLineAsync(CancellationToken.None);
        go.TrySetResult(word == WorkerPool.Go);
        while (word is not null)
        {
            word = await input.ReadLineAsync(CancellationToken.None);
        }

        await stop.CancelAsync();
    }

    private static Slice Part(string text) => text.Split('/') is [var number, var of]
        ? new Slice(int.Parse(number, CultureInfo.InvariantCulture), int.Parse(of, CultureInfo.InvariantCulture))
        : throw new UsageException($"--slice {text}: 0/2 would be one.");
}
