using Spectre.Console;

namespace Skiller.Simulator.Report;

/// <summary>How far something has come, of a known whole.</summary>
internal sealed class ProgressView : IAsyncDisposable
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _live = Task.CompletedTask;
    private ProgressTask? _task;

    private ProgressView()
    {
    }

    public static ProgressView Start(string name)
    {
        var view = new ProgressView();
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            view._live = AnsiConsole.Progress().StartAsync(async context =>
            {
                view._task = context.AddTask(name);
                await view._over.Task;
            });
        }

        return view;
    }

    public void Show(long done, long all)
    {
        if (_task is { } task)
        {
            (task.MaxValue, task.Value) = (all, done);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _live;
    }
}
