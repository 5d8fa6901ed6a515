using System.Text.Json;
using Skiller.Silo.Operations;
using Spectre.Console;

namespace Skiller.Silo.Commands;

/// <summary>Where a command shows how its operation goes.</summary>
internal interface IOperationScreen
{
    void Show(OperationEvent told);

    /// <summary>Runs what shows something: as <see cref="Around(Func{IOperationScreen, Task{ExitCode}})"/>, or in one JSON object when it has ended.</summary>
    static async Task<ExitCode> Around(bool asJson, Func<IOperationScreen, Task<ExitCode>> act)
    {
        if (!asJson)
        {
            return await Around(act);
        }

        var screen = new JsonScreen();
        var ended = await act(screen);
        Console.WriteLine(JsonSerializer.Serialize(screen.Result(ended), OperationResultJson.Default.OperationResult));
        return ended;
    }

    /// <summary>The same for a command that has more to tell: shows it as text and returns how it ended, or, for JSON, shows nothing and returns all of it.</summary>
    static async Task<OperationResult> Told(bool asJson, Func<IOperationScreen, Task<ExitCode>> act)
    {
        var screen = new JsonScreen();
        return screen.Result(await (asJson ? act(screen) : Around(act)));
    }

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
