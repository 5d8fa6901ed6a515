namespace Skiller.Grains.Activity;

// What the sweep sees of an aggregate, from its own thread (StaleSweep).
internal abstract partial class AggregateGrain<TState>
{
    // The highest version of the log that the sweep has told.
    private long _learnt;

    string IActiveFold.Of => Stream;

    bool IActiveFold.IsOver => GrainContext.Deactivated.IsCompleted;

    // What is not loaded goes away, and the next activation reads.
    long IActiveFold.UpTo => Volatile.Read(ref _state)?.Version ?? long.MaxValue;

    void IActiveFold.Learn(long head) => GrainContext.Scheduler.QueueAction(() =>
    {
        if (_state is { } state && state.Version < head && !GrainContext.Deactivated.IsCompleted)
        {
            LogStale(Stream, state.Version, head);
            _learnt = Math.Max(_learnt, head);
            _isBehind = true;
            TakeOff();
        }
    });
}
