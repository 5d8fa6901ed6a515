using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>An append that waits for its batch.</summary>
internal sealed class PendingAppend(AppendRequest request)
{
    private readonly TaskCompletionSource<AppendOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppendRequest Request => request;

    public int Facts { get; } = request.Streams.Sum(static stream => stream.Facts.Length);

    public Task<AppendOutcome> Done => _done.Task;

    public void Complete(AppendOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
