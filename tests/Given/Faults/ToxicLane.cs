namespace Skiller.Tests.Given.Faults;

/// <summary>One direction of a proxy: the toxics of all its connections, which hear at once when they change.</summary>
internal sealed class ToxicLane
{
    private readonly Lock _gate = new();
    private Toxics _toxics = Toxics.None;
    private TaskCompletionSource _changed = NewChange();

    public Toxics Toxics
    {
        get
        {
            lock (_gate)
            {
                return _toxics;
            }
        }
    }

    /// <summary>What holds now, and what comes true when it does not hold any more.</summary>
    public (Toxics Toxics, Task Changed) Look()
    {
        lock (_gate)
        {
            return (_toxics, _changed.Task);
        }
    }

    public void Set(Toxics toxics)
    {
        TaskCompletionSource before;
        lock (_gate)
        {
            before = _changed;
            (_toxics, _changed) = (toxics, NewChange());
        }

        before.SetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
