namespace Skiller.Web.Overload;

/// <summary>
/// How many requests are worked on at once, and who waits for that, first come, first served. A request that waits here has used nothing yet; one that is
/// worked on holds some hundred kilobytes, which each collection of young memory copies as long as it is not done.
/// </summary>
internal sealed class RequestDoor
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _queue = new();
    private int _places;
    private int _atWork;
    private int _waiting;

    /// <param name="places">How many may be worked on, until <see cref="Places"/> says something else.</param>
    public RequestDoor(int places) => _places = places;

    /// <summary>How many may be worked on. More of them let in who waits; fewer send nobody out.</summary>
    public int Places
    {
        get => Volatile.Read(ref _places);
        set
        {
            lock (_gate)
            {
                _places = value;
                LetIn();
            }
        }
    }

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Takes a place; <see cref="Leave"/> gives it back.</summary>
    /// <param name="mayWait">Whether to wait when there is none; otherwise one more is made.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended, and no place is taken.</exception>
    public async ValueTask Enter(bool mayWait, CancellationToken ct)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (!mayWait || (_atWork < _places && _queue.Count == 0))
            {
                _atWork++;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _queue.Enqueue(turn);
            _waiting++;

            // Those before may all have given up.
            LetIn();
        }

        await using var giveUp = ct.UnsafeRegister(static (turn, ct) => ((TaskCompletionSource)turn!).TrySetCanceled(ct), turn);
        try
        {
            await turn.Task;
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                _waiting--;
            }

            throw;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _atWork--;
            LetIn();
        }
    }

    // Whoever has given up is passed over; it has told, or is about to, that it waits no more.
    private void LetIn()
    {
        while (_atWork < _places && _queue.TryDequeue(out var turn))
        {
            if (turn.TrySetResult())
            {
                _waiting--;
                _atWork++;
            }
        }
    }
}
