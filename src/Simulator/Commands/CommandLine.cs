using System.CommandLine;
using System.Runtime.InteropServices;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Workers;

namespace Skiller.Simulator.Commands;

/// <summary>The program's commands. Exit codes: 0 done and right, 1 a threshold or the audit failed, or it could not be carried out, 2 wrong usage, 3 stopped before its end.</summary>
internal static class CommandLine
{
    private const string About = """
        skiller-sim: grows a community on a Skiller, loads it, and proves that nothing went wrong. It sees what any outside program sees.

        The target must be started with Skiller__AllowSimulation=true (and, to spare its processors, Skiller__PasswordIterations=1000).
        Exit codes: 0 done and right; 1 a threshold was passed, the audit found something, or it could not be carried out; 2 wrong usage; 3 stopped before its end.
        """;

    /// <summary>Carries out a command, whose fault ends it with one line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="errors">Where the line goes.</param>
    public static async Task<ExitCode> Run(string[] arguments, TextWriter errors)
    {
        var root = new RootCommand(About)
        {
            GrowCommand.Create(),
            GrowCommand.CreateReplay(),
            AuditCommand.Create(),
            LoadCommand.Create(),
            FindLimitCommand.Create(),
            CompareCommand.Create(),
            SchemaCommand.Create(),
            WorkerCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        try
        {
            var status = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            return parsed.Errors.Count > 0 ? ExitCode.Usage : (ExitCode)status;
        }
        catch (UsageException wrong)
        {
            await errors.WriteLineAsync(wrong.Message);
            return ExitCode.Usage;
        }
        catch (Exception fault)
        {
            await errors.WriteLineAsync($"It could not be carried out: {fault.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    /// <summary>Carries out what Ctrl-C and SIGTERM stop in order.</summary>
    public static async Task<int> Stoppable(Func<CancellationToken, Task<ExitCode>> act)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return (int)await act(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return (int)ExitCode.Stopped;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
#pragma warning disable VSTHRD103 // A signal's handler has nobody to wait.
            stop.Cancel();
#pragma warning restore VSTHRD103
        }
    }

    /// <summary>The target's address.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? new Uri(address.GetLeftPart(UriPartial.Authority))
        : throw new UsageException($"'{text}' is no address of a Skiller: http://localhost:5080 would be one.");
}
