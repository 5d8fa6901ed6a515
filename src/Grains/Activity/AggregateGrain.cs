using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>
/// An identity that decides commands on the fold of its stream. One append is in flight at a time and carries all commands that waited
/// (group commit inside the grain, then across grains in the log). A command is decided when its batch is taken, on confirmed state and
/// what the batch decided before it, and answered only after the batch is durable, refusals and no-ops included. Memory never runs ahead
/// of the log (D5): after a lost race or an unknown outcome the state is read from the log again and what is undecided is decided again.
/// </summary>
/// <typeparam name="TState">The fold of the stream.</typeparam>
[Reentrant]
internal abstract partial class AggregateGrain<TState>(AggregateServices services) : Grain
    where TState : class, IAggregateState<TState>
{
    private const int MaxWaiting = 2_000;
    private const int MaxPreparations = 5;
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _emptyLifetime = TimeSpan.FromSeconds(10);
    private readonly LinkedList<PendingCommand<TState>> _waiting = [];
    private readonly ILogger _logger = services.Loggers.CreateLogger("Skiller.Aggregate");
    private TState? _state;
    private bool _inFlight;

    /// <summary>The confirmed state: what is durable, never what is only decided.</summary>
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
        try
        {
            await Reload(cancellationToken);
        }
        catch (UnavailableException)
        {
            // Callers get the fault from State; a fresh activation tries again.
            DeactivateOnIdle();
            return;
        }

        if (State.Version == 0)
        {
            // What is not there is soon forgotten: asking for ids must not fill the memory (I09).
            this.RegisterGrainTimer(ForgetIfEmpty, new GrainTimerCreationOptions(_emptyLifetime, Timeout.InfiniteTimeSpan) { KeepAlive = false });
        }
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
        if (!_inFlight)
        {
            _inFlight = true;
            Fly().Ignore();
        }
    }

    private async Task Fly()
    {
        try
        {
            while (_waiting.Count > 0)
            {
                await Commit(CommandBatch<TState>.Take(_waiting, State, Stream, LogTime.Of(Clock.GetUtcNow())));
            }
        }
        catch (Exception fault)
        {
            // The log cannot be read: nobody here knows the state. Whoever waits was certainly not appended.
            LogLost(fault, Stream);
            _state = null;
            FailAll(fault is UnknownActivityException ? fault : Away());
            DeactivateOnIdle();
        }
        finally
        {
            _inFlight = false;
        }
    }

    private async Task Commit(CommandBatch<TState> batch)
    {
        if (batch.IsEmpty)
        {
            await Answer(batch);
            return;
        }

        AppendOutcome outcome;
        try
        {
            outcome = await Log.Append(batch.ToRequest(), CancellationToken.None);
        }
        catch (UnavailableException fault)
        {
            batch.Fail(fault);
            return;
        }
        catch (OutcomeUnknownException fault)
        {
            await Resolve(batch, fault);
            return;
        }

        switch (outcome)
        {
            case AppendOutcome.Committed:
                _state = batch.Next;
                await Answer(batch);
                break;
            case AppendOutcome.Duplicate duplicate:
                batch.Requeue(_waiting, duplicate.Commands);
                break;
            case AppendOutcome.Conflict conflict:
                LogLostRace(Stream, State.Version);
                await Reload(CancellationToken.None);
                batch.Requeue(_waiting, conflict.Streams, Stream);
                break;
        }
    }

    // A repetition is answered as the first time although the state has moved on: before a command with an id is refused or found to
    // change nothing, its record is looked for.
    private async Task Answer(CommandBatch<TState> batch)
    {
        foreach (var command in batch.Commands)
        {
            if (command is { Facts.IsEmpty: true, Id: { } id })
            {
                try
                {
                    if (await Log.FindCommand(id.Key, CancellationToken.None) is { } recorded)
                    {
                        command.Complete(recorded);
                    }
                }
                catch (UnavailableException fault)
                {
                    command.Fail(fault);
                }
            }

            command.Complete();
        }
    }

    private async Task Resolve(CommandBatch<TState> batch, OutcomeUnknownException fault)
    {
        LogUnknownOutcome(Stream, State.Version);
        try
        {
            await Reload(CancellationToken.None);
            foreach (var command in batch.Commands)
            {
                if (command.Id is { } id && await Log.FindCommand(id.Key, CancellationToken.None) is { } recorded)
                {
                    command.Complete(recorded);
                }
            }
        }
        finally
        {
            // Whoever was answered stays answered; of the others nobody can tell.
            batch.Fail(fault);
        }
    }

    /// <summary>
    /// Reads again a stream that was empty: another aggregate may have begun it with an append of its own since this activation, which
    /// somebody who guessed the id may have caused beforehand.
    /// </summary>
    /// <exception cref="UnavailableException">The log could not be read.</exception>
    protected async Task ReadAgainIfEmpty(CancellationToken ct)
    {
        if (State.Version > 0 || _inFlight)
        {
            return;
        }

        var state = await Read(TState.Initial(Stream), ct);
        if (_state is { } present && state.Version > present.Version)
        {
            _state = state;
        }
    }

    private async Task Reload(CancellationToken ct) => _state = await Read(_state ?? TState.Initial(Stream), ct);

    private async Task<TState> Read(TState state, CancellationToken ct)
    {
        await foreach (var activity in Log.ReadStream(Stream, state.Version, ct))
        {
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

    private void FailAll(Exception fault)
    {
        foreach (var command in _waiting)
        {
            command.Fail(fault);
        }

        _waiting.Clear();
    }

    private UnavailableException Away() => new($"{Stream} cannot be reached now.", _retryAfter);
}
