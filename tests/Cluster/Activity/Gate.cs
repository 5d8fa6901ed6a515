namespace Skiller.Tests.Cluster.Activity;

/// <summary>Holds the next append until the test has seen it and lets it go.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Gate()
    {
    }

    public Task Entered => _entered.Task;

    /// <summary>Stands in the way of the log's next append; what comes after it goes through.</summary>
    public static Gate Before(LogUnderTest log)
    {
        var gate = new Gate();
        log.Appending = async (_, append) =>
        {
            log.Appending = static (_, next) => next();
            gate._entered.SetResult();
            await gate._open.Task;
            return await append();
        };
        return gate;
    }

    public void Open() => _open.SetResult();

    /// <summary>The append fails instead, and nothing of it is made.</summary>
    public void Fail(Exception fault) => _open.SetException(fault);
}
