namespace Skiller.Grains.Activity;

// What the sweep sees of an aggregate, from its own thread (StaleSweep).
internal abstract partial class AggregateGrain<TState>
{
    string IActiveAggregate.Stream => Stream;

    // Not loaded, not behind: it goes away, and the next activation reads.
    long IActiveAggregate.Version => Volatile.Read(ref _state)?.Version ?? long.MaxValue;

    void IActiveAggregate.Learn(long version) => GrainContext.Scheduler.QueueAction(() =>
    {
        // A batch under way meets what is newer, or is it.
        if (!_inFlight && _state is { } state && state.Version < version)
        {
            LogStale(Stream, state.Version, version);
            _isBehind = true;
            TakeOff();
        }
    });
}
