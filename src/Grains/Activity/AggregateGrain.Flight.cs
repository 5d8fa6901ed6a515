using Skiller.Contracts;

namespace Skiller.Grains.Activity;

// The one batch that is under way. Whoever is in it or waits behind it is answered exactly once, whatever fails: with the fault of their own
// command, that certainly nothing was appended, or that nobody knows.
internal abstract partial class AggregateGrain<TState>
{
    private void TakeOff()
    {
        if (!_inFlight)
        {
            _inFlight = true;
            (_flight = Fly()).Ignore();
        }
    }

    /// <summary>
    /// Waits until the batch that is under way is answered. Others may see in the log what it wrote before this grain does: whoever asks because of
    /// that finds it in <see cref="State"/> afterwards.
    /// </summary>
    protected async Task Landed(CancellationToken ct) =>
        await _landing.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task Fly()
    {
        CommandBatch<TState>? batch = null;
        try
        {
            while (_isBehind || _waiting.Count > 0)
            {
                await CatchUp();
                batch = Take();
                _landing = Commit(batch);
                await _landing;
                batch = null;
            }
        }
        catch (UnavailableException fault)
        {
            CatchUpSoon(fault);
        }
#pragma warning disable CA1031 // It goes to whoever waits.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // The stream holds what cannot be folded here: perhaps another activation can.
            LogLost(fault, Stream);
            batch?.Fail(new OutcomeUnknownException($"{Stream} was lost while it answered."));
            FailWaiting(fault is UnknownActivityException ? fault : Away());
            DeactivateOnIdle();
        }
        finally
        {
            // Whoever still waits was certainly not appended.
            FailWaiting(Away());
            _inFlight = false;
        }
    }

    private CommandBatch<TState> Take()
    {
        var most = _apart > 0 ? 1 : int.MaxValue;
        _apart = Math.Max(0, _apart - 1);
        return CommandBatch<TState>.Take(_waiting, most, State, Stream, LogTime.Of(Clock.GetUtcNow()), services.Cluster?.Now);
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
#pragma warning disable CA1031 // The log cannot hold what the batch has; certainly nothing was appended (IActivityLog).
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Separate(batch, fault);
            return;
        }

        switch (outcome)
        {
            case AppendOutcome.Committed:
                _state = batch.Next;
                await Answer(batch);
                _snapshots?.KeepIfDue(batch.Next);
                break;
            case AppendOutcome.Duplicate duplicate:
                batch.Requeue(_waiting, duplicate.Commands);
                break;
            case AppendOutcome.Conflict conflict:
                LogLostRace(Stream, State.Version);
                ActivityMetrics.Conflicted();
                _isBehind = true;
                batch.Requeue(_waiting, conflict.Streams, Stream);
                break;
        }
    }

    // One command that the log refuses must not take the others with it.
    private void Separate(CommandBatch<TState> batch, Exception fault)
    {
        if (batch.Commands.Count == 1)
        {
            batch.Fail(fault);
            return;
        }

        _apart = batch.Commands.Count;
        batch.Requeue(_waiting);
    }

    // A repetition is answered as the first time although the state has moved on: before commands with an id are refused or found to change
    // nothing, their records are looked for, all at once.
    private async Task Answer(CommandBatch<TState> batch)
    {
        PendingCommand<TState>[] perhapsRepeated = [.. batch.Commands.Where(static command => command is { Facts.IsEmpty: true, Id: not null })];
        if (perhapsRepeated.Length > 0)
        {
            try
            {
                await AnswerRecorded(perhapsRepeated);
            }
#pragma warning disable CA1031 // Those who were not looked for hear it; the others of the batch are answered.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                foreach (var command in perhapsRepeated)
                {
                    command.Fail(fault);
                }
            }
        }

        foreach (var command in batch.Commands)
        {
            command.Complete();
        }
    }

    private async Task AnswerRecorded(IReadOnlyCollection<PendingCommand<TState>> commands)
    {
        var keys = commands.Select(static command => command.Id?.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = keys.Count == 0 ? [] : await Log.FindCommands(keys, CancellationToken.None);
        var records = found.ToDictionary(static recorded => recorded.Key, StringComparer.Ordinal);
        foreach (var command in commands)
        {
            if (command.Id is { } id && records.TryGetValue(id.Key, out var recorded))
            {
                command.Complete(recorded);
            }
        }
    }

    private async Task Resolve(CommandBatch<TState> batch, OutcomeUnknownException fault)
    {
        LogUnknownOutcome(Stream, State.Version);
        ActivityMetrics.LeftUnknown();
        _isBehind = true;
        try
        {
            await CatchUp();
            await AnswerRecorded(batch.Commands);
        }
        finally
        {
            // Whoever was answered stays answered; of the others nobody can tell.
            batch.Fail(fault);
        }
    }

    private async Task CatchUp()
    {
        while (_isBehind)
        {
            var learnt = _learnt;
            Take(await Read(State, long.MaxValue, CancellationToken.None));

            // What was learnt meanwhile needs another look.
            _isBehind = _learnt > learnt;
        }
    }

    // Without a caller too, so that readers see before long what was appended after all.
    private void CatchUpSoon(UnavailableException fault)
    {
        if (_isBehind && _catchingUp is null)
        {
            LogAway(fault, Stream);
            _catchingUp = this.RegisterGrainTimer(
                TryToCatchUp, new GrainTimerCreationOptions(_retryAfter, _retryAfter) { Interleave = true, KeepAlive = false });
        }
    }

    private Task TryToCatchUp(CancellationToken ct)
    {
        if (_isBehind)
        {
            TakeOff();
        }
        else
        {
            _catchingUp?.Dispose();
            _catchingUp = null;
        }

        return Task.CompletedTask;
    }

    private void FailWaiting(Exception fault)
    {
        foreach (var command in _waiting)
        {
            command.Fail(fault);
        }

        _waiting.Clear();
    }
}
