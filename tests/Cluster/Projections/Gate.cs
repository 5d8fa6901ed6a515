namespace Skiller.Tests.Cluster.Projections;

/// <summary>Holds what comes to it until it is opened.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when something is held.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _open.TrySetResult();

    public async Task Pass()
    {
        _reached.TrySetResult();
        await _open.Task;
    }
}
