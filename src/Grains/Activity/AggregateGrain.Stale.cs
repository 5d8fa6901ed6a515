namespace Skiller.Grains.Activity;

// What the sweep sees of an aggregate, from its own thread (StaleSweep).
internal abstract partial class AggregateGrain<TState>
{
    string IActiveFold.Of => Stream;

    // What is not loaded goes away, and the next activation reads.
    long IActiveFold.UpTo => Volatile.Read(ref _state)?.Version ?? long.MaxValue;

    void IActiveFold.Learn(long head) => GrainContext.Scheduler.QueueAction(() =>
    {
        // A batch under way meets what is newer, or is it.
        if (!_inFlight && _state is { } state && state.Version < head)
        {
            LogStale(Stream, state.Version, head);
            _isBehind = true;
            TakeOff();
        }
    });
}
