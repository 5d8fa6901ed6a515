using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>
/// An identity that decides commands on the fold of its stream. One append is in flight at a time and carries all commands that waited
/// (group commit inside the grain, then across grains in the log). A command is decided when its batch is taken, on confirmed state and
/// what the batch decided before it, and answered only after the batch is durable, refusals and no-ops included. Memory never runs ahead
/// of the log (D5): after a lost race or an unknown outcome the state is read from the log again and what is undecided is decided again.
/// Until that has been possible the confirmed state is still there for readers, and commands are refused.
/// </summary>
/// <typeparam name="TState">The fold of the stream.</typeparam>
/// <param name="services">What every aggregate needs.</param>
/// <param name="format">How snapshots are written; null: the streams stay short.</param>
[Reentrant]
internal abstract partial class AggregateGrain<TState>(AggregateServices services, SnapshotFormat<TState>? format = null) : Grain, IActiveFold
    where TState : class, IAggregateState<TState>
{
    private const int MaxWaiting = 2_000;
    private const int MaxPreparations = 5;

    // Below the least length at which any aggregate keeps a snapshot (ADR 0008).
    private const long ShortStream = 199;
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _emptyLifetime = TimeSpan.FromSeconds(10);
    private readonly LinkedList<PendingCommand<TState>> _waiting = [];
    private readonly ILogger _logger = services.Loggers.CreateLogger("Skiller.Aggregate");
    private SnapshotStore<TState>? _snapshots;
    private TState? _state;
    private bool _inFlight;
    private Task _flight = Task.CompletedTask;
    private Task _landing = Task.CompletedTask;

    // The log may hold more than the state: nothing is decided until it has been read.
    private bool _isBehind;
    private IGrainTimer? _catchingUp;

    // So many commands go one at a time: the log refused one of them, and the others shall not suffer for it.
    private int _apart;

    /// <summary>
    /// The confirmed state: what is durable, never what is only decided. While the log is away it may lack what was appended with an unknown
    /// outcome.
    /// </summary>
    /// <exception cref="UnavailableException">The log could not be read.</exception>
    protected TState State => _state ?? throw Away();

    /// <summary>Whether <see cref="State"/> can be asked for.</summary>
    protected bool IsLoaded => _state is not null;

    /// <summary>Whether it stays in memory although its stream is empty, since it is something to somebody all the same.</summary>
    protected virtual bool IsNeeded => false;

    protected IActivityLog Log => services.Log;

    protected TimeProvider Clock => services.Clock;

    protected string Stream => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _snapshots = format is not null && services.Snapshots is { } storage
            ? new SnapshotStore<TState>(storage, format, this.GetGrainId(), Clock, _logger)
            : null;
        try
        {
            _state = await Load(cancellationToken);
        }
        catch (UnavailableException)
        {
            // Callers get the fault from State; a fresh activation tries again.
            DeactivateOnIdle();
            return;
        }

        services.Active.Add(this);
        _snapshots?.KeepIfDue(State);
        if (State.Version == 0)
        {
            // What is not there is soon forgotten: asking for ids must not fill the memory (I09).
            this.RegisterGrainTimer(ForgetIfEmpty, new GrainTimerCreationOptions(_emptyLifetime, Timeout.InfiniteTimeSpan) { KeepAlive = false });
        }
    }

    /// <summary>Answers what is under way first: the next activation, which another silo may have, would read the log before it is there.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        services.Active.Remove(this);
        await _flight.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Decides a command and makes it durable.</summary>
    /// <param name="id">Recognises repetitions; null: none.</param>
    /// <param name="keep">How long repetitions are recognised; null: for ever.</param>
    /// <param name="decide">Pure; may run several times, the last one counts.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    protected Task<Result<TReceipt>> Handle<TReceipt>(
        CommandId? id,
        TimeSpan? keep,
        Func<TState, DateTimeOffset, Decision<TReceipt>> decide,
        CancellationToken ct)
        where TReceipt : class =>
        Handle(id, keep, static _ => Task.FromResult(true), (state, _, now) => decide(state, now), ct);

    /// <summary>The same with something to look up first, again before each further decision after a lost race for another stream.</summary>
    /// <param name="id">Recognises repetitions; null: none.</param>
    /// <param name="keep">How long repetitions are recognised; null: for ever.</param>
    /// <param name="prepare">Looks up what the decision needs.</param>
    /// <param name="decide">Pure; may run several times, the last one counts.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    protected async Task<Result<TReceipt>> Handle<TContext, TReceipt>(
        CommandId? id,
        TimeSpan? keep,
        Func<CancellationToken, Task<TContext>> prepare,
        Func<TState, TContext, DateTimeOffset, Decision<TReceipt>> decide,
        CancellationToken ct)
        where TReceipt : class
    {
        for (var i = 0; i < MaxPreparations; i++)
        {
            var context = await prepare(ct);
            var command = new PendingCommand<TState, TReceipt>(id, keep, (state, now) => decide(state, context, now));
            Enqueue(command);
            if (await command.Answer.WaitAsync(ct) is { } answer)
            {
                return answer;
            }
        }

        throw new UnavailableException($"{Stream} lost {MaxPreparations} races for another stream.", _retryAfter);
    }

    private void Enqueue(PendingCommand<TState> command)
    {
        if (_state is null || _waiting.Count >= MaxWaiting)
        {
            throw Away();
        }

        _waiting.AddLast(command);
        TakeOff();
    }

    /// <summary>
    /// Reads again a stream that was empty: another aggregate may have begun it with an append of its own since this activation, which
    /// somebody who guessed the id may have caused beforehand.
    /// </summary>
    /// <exception cref="UnavailableException">The log could not be read.</exception>
    protected Task ReadAgainIfEmpty(CancellationToken ct) => State.Version > 0 ? Task.CompletedTask : ReadAgain(ct);

    /// <summary>Reads what another aggregate may have appended to this stream since; for a look at what does not change by commands of its own alone.</summary>
    /// <exception cref="UnavailableException">The log could not be read.</exception>
    protected async Task ReadAgain(CancellationToken ct)
    {
        // What is under way meets what is newer; reading on waits for nothing and decides nothing.
        if (_inFlight && !_isBehind)
        {
            return;
        }

        Take(await Read(State, long.MaxValue, ct));
    }

    // Reads may go on side by side: the one that ends last need not be the one that saw most.
    private void Take(TState read)
    {
        if (_state is null || read.Version > _state.Version)
        {
            _state = read;
        }
    }

    // Most streams are short, and have no snapshot: it is looked for only when the beginning of the stream is not all of it.
    private async Task<TState> Load(CancellationToken ct)
    {
        var beginning = await Read(TState.Initial(Stream), ShortStream, ct);
        return beginning.Version < ShortStream ? beginning
            : _snapshots is { } snapshots && await ReadSnapshot(snapshots, ct) is { } state ? state
            : await Read(beginning, long.MaxValue, ct);
    }

    private async Task<TState?> ReadSnapshot(SnapshotStore<TState> snapshots, CancellationToken ct)
    {
        if (await snapshots.Read() is not { } kept)
        {
            return null;
        }

        // The last fact that went into the snapshot is read once more: it must be there, or the log is an older one.
        await using var tail = Log.ReadStream(Stream, kept.Version - 1, ct).GetAsyncEnumerator(ct);
        if (await tail.MoveNextAsync() && tail.Current.Version == kept.Version)
        {
            return await Fold(kept, long.MaxValue, tail);
        }

        snapshots.Discard();
        return null;
    }

    private async Task<TState> Read(TState state, long upTo, CancellationToken ct)
    {
        await using var activities = Log.ReadStream(Stream, state.Version, ct).GetAsyncEnumerator(ct);
        return await Fold(state, upTo, activities);
    }

    private static async Task<TState> Fold(TState state, long upTo, IAsyncEnumerator<RecordedActivity> activities)
    {
        while (state.Version < upTo && await activities.MoveNextAsync())
        {
            var activity = activities.Current;
            state = state.Apply(FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity));
        }

        return state;
    }

    private Task ForgetIfEmpty(CancellationToken ct)
    {
        if (_state is null or { Version: 0 } && !IsNeeded)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    private UnavailableException Away() => new($"{Stream} cannot be reached now.", _retryAfter);
}
