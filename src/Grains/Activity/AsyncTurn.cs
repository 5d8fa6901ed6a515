namespace Skiller.Grains.Activity;

/// <summary>Lets one asynchronous piece of a re-entrant grain run after the other. Continuations stay on the grain.</summary>
internal sealed class AsyncTurn
{
    private Task _last = Task.CompletedTask;

    /// <summary>Runs <paramref name="work"/> when everything that came before has ended; never before this call has returned.</summary>
    public async Task<bool> Take(Func<Task<bool>> work)
    {
        var before = _last;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _last = mine.Task;
        await before;
        try
        {
            await Task.Yield();
            return await work();
        }
        finally
        {
            mine.SetResult();
        }
    }
}
