using System.CommandLine;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary>The program's commands. Exit codes: 0 done, 1 failed or a difference, 2 wrong usage or configuration, 3 drained.</summary>
internal static class CommandLine
{
    private const string About = """
        Skiller: questions, answers and a traceable reputation, on one activity log.

        Settings come from the environment (ASPNETCORE_URLS, Skiller__Data, Skiller__Database, …); README.md lists them.
        Exit codes: 0 done; 1 failed, or a difference was found; 2 wrong usage or configuration; 3 the node was told to leave.
        """;

    public static async Task<ExitCode> Run(string[] arguments)
    {
        var root = new RootCommand(About);
        foreach (var command in Commands())
        {
            root.Add(command);
        }

        var run = RunCommand.Create();
        root.Add(run);
        root.Action = run.Action;
        foreach (var option in run.Options)
        {
            root.Add(option);
        }

        var parsed = root.Parse(arguments);
        var status = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : (ExitCode)status;
    }

    /// <summary>A command that reads the settings first, and ends with what went wrong in one line each.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> WithSettings(Func<Settings, ParseResult, CancellationToken, Task<ExitCode>> act) =>
        async (parsed, _) => (int)await Guarded(act, parsed);

    /// <summary>All of them but <c>run</c>, which is a node and no command that ends.</summary>
    public static IEnumerable<Command> Commands() =>
    [
        MigrateCommand.Create(),
        StatusCommand.Create(),
        DoctorCommand.Create(),
        ImportCommand.Create(),
        VerifyCommand.Create(),
        RebuildCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        ReleaseCommand.Create(),
        MoveCommand.Create(),
        ReadOnlyCommand.Create(),
        DrainCommand.Create(),
        DeadLettersCommand.Create(),
        TestMailCommand.Create(),
        BounceCommand.Create(),
        ProbeCommand.Create(),
        KeysCommand.Create(),
        AuditCommand.Create(),
    ];

    private static async Task<ExitCode> Guarded(
        Func<Settings, ParseResult, CancellationToken, Task<ExitCode>> act, ParseResult parsed)
    {
        using var signals = new StopSignals();
        try
        {
            return await act(SettingsReader.FromEnvironment(), parsed, signals.Token);
        }
        catch (SettingsException wrong)
        {
            foreach (var error in wrong.Errors)
            {
                await Console.Error.WriteLineAsync(error);
            }

            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Given up.");
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The program's edge: one clear line instead of a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"Failed: {fault.Message}");
            return ExitCode.Failed;
        }
    }
}
