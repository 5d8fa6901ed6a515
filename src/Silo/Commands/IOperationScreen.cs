using Skiller.Silo.Operations;
using Spectre.Console;

namespace Skiller.Silo.Commands;

/// <summary>Where a command shows how its operation goes.</summary>
internal interface IOperationScreen
{
    void Show(OperationEvent told);

    /// <summary>Runs what shows something: with a progress bar on a terminal, in plain lines elsewhere.</summary>
    static async Task<ExitCode> Around(Func<IOperationScreen, Task<ExitCode>> act)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await act(new PlainScreen(Console.Out, TimeProvider.System));
        }

        return await AnsiConsole.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(progress => act(new TerminalScreen(progress)));
    }
}
