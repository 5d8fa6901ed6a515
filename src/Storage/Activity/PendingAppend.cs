using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>An append that waits for its batch.</summary>
internal sealed class PendingAppend(AppendRequest request)
{
    private readonly TaskCompletionSource<AppendOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _since;

    public AppendRequest Request => request;

    /// <summary>Whether anything of it is.</summary>
    public bool IsTraced { get; } = ActSpans.AreOn && request.Streams.Any(static stream => stream.Facts.Any(static fact => fact.Trace is not null));

    /// <summary>When it began to wait; only known of what is traced.</summary>
    public DateTimeOffset Since { get; private set; }

    public int Facts { get; } = request.Streams.Sum(static stream => stream.Facts.Length);

    public Task<AppendOutcome> Done => _done.Task;

    /// <summary>Waits from now on.</summary>
    public void Wait(TimeProvider clock)
    {
        _since = clock.GetTimestamp();
        Since = IsTraced ? clock.GetUtcNow() : default;
    }

    /// <summary>How long it has waited.</summary>
    public TimeSpan Waited(TimeProvider clock) => clock.GetElapsedTime(_since);

    public void Complete(AppendOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
