using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class CommitSignal(TimeProvider clock) : ICommitSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = New();
    private long _known;

    public long Known => Volatile.Read(ref _known);

    /// <summary>Tells that positions up to this one are committed.</summary>
    public void Advance(long position)
    {
        TaskCompletionSource rung;
        lock (_gate)
        {
            if (position <= _known)
            {
                return;
            }

            _known = position;
            rung = _next;
            _next = New();
        }

        rung.TrySetResult();
    }

    public async Task<bool> WaitBeyond(long position, TimeSpan atMost, CancellationToken ct)
    {
        Task ring;
        lock (_gate)
        {
            if (_known > position)
            {
                return true;
            }

            ring = _next.Task;
        }

        try
        {
            await ring.WaitAsync(atMost, clock, ct);
        }
        catch (TimeoutException)
        {
            return Known > position;
        }

        // What was known was not beyond, so the next advance need not be either when several are on their way.
        return Known > position || await WaitBeyond(position, atMost, ct);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
