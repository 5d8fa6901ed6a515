using System.Collections.Immutable;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>A command that waits in its aggregate: decided when its batch is taken, answered after the batch is durable.</summary>
/// <typeparam name="TState">The aggregate's state.</typeparam>
internal abstract class PendingCommand<TState>(CommandId? id)
{
    public CommandId? Id { get; } = id;

    /// <summary>The W3C <c>traceparent</c> of the call that brought it, null unless it is traced.</summary>
    public string? Trace { get; } = ActSpans.Caller;

    /// <summary>Until when it may be decided, by the cluster's clock; null: whenever. What has an id is recognised, however late it comes.</summary>
    public DateTimeOffset? Deadline { get; } = id is null ? ActDeadline.Current : null;

    /// <summary>The facts of the last decision.</summary>
    public abstract ImmutableArray<TimedFact> Facts { get; }

    /// <summary>The other streams of the last decision.</summary>
    public abstract ImmutableArray<SideStream> Sides { get; }

    /// <summary>Decides on a state; nothing is answered yet.</summary>
    public abstract void Decide(TState state, DateTimeOffset now);

    /// <summary>Takes the last decision back, which could not be made or not be stored: the fault is the answer, and nothing is appended.</summary>
    public abstract void Void(Exception fault);

    /// <summary>The record of the command to append with its facts, null without an id.</summary>
    public abstract RecordedCommand? Record(DateTimeOffset now);

    /// <summary>Answers with the last decision.</summary>
    public abstract void Complete();

    /// <summary>Answers with what was stored when the command was carried out before.</summary>
    public abstract void Complete(RecordedCommand recorded);

    /// <summary>Has what was looked up beforehand looked up again.</summary>
    public abstract void PrepareAgain();

    public abstract void Fail(Exception fault);
}

/// <inheritdoc/>
internal sealed class PendingCommand<TState, TReceipt>(CommandId? id, TimeSpan? keep, Func<TState, DateTimeOffset, Decision<TReceipt>> decide)
    : PendingCommand<TState>(id)
    where TReceipt : class
{
    // Continuations run in turns of their own: an answer must not run ahead inside the loop that gives it.
    private readonly TaskCompletionSource<Result<TReceipt>?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Decision<TReceipt> _decision = RefusalCode.NotFound;
    private Exception? _fault;

    /// <summary>The answer; null: look up again what was looked up beforehand, and hand in once more.</summary>
    public Task<Result<TReceipt>?> Answer => _answer.Task;

    public override ImmutableArray<TimedFact> Facts => _decision.Facts;

    public override ImmutableArray<SideStream> Sides => _decision.Sides;

    public override void Decide(TState state, DateTimeOffset now) => (_decision, _fault) = (decide(state, now), null);

    public override void Void(Exception fault) => (_decision, _fault) = (RefusalCode.NotFound, fault);

    public override RecordedCommand? Record(DateTimeOffset now) => Id is { } command && _decision.Receipt is { } receipt && !_decision.Facts.IsEmpty
        ? new RecordedCommand(command.Key, command.Fingerprint, ReceiptJson.Encode(receipt), keep is { } time ? now + time : null)
        : null;

    public override void Complete()
    {
        if (_fault is { } fault)
        {
            Fail(fault);
        }
        else if (_decision.Receipt is { } receipt)
        {
            _answer.TrySetResult(receipt);
        }
        else
        {
            _answer.TrySetResult(_decision.Refusal ?? Refusal.Of(RefusalCode.NotFound));
        }
    }

    public override void Complete(RecordedCommand recorded)
    {
        if (recorded.Fingerprint != Id?.Fingerprint)
        {
            _answer.TrySetResult(RefusalCode.IdempotencyKeyReused);
            return;
        }

        try
        {
            _answer.TrySetResult(ReceiptJson.Decode<TReceipt>(recorded.Receipt));
            ActivityMetrics.Replayed();
        }
#pragma warning disable CA1031 // A record that cannot be read is the fault of this command alone.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }
    }

    public override void PrepareAgain() => _answer.TrySetResult(null);

    public override void Fail(Exception fault) => _answer.TrySetException(fault);
}
