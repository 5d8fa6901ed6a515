using Skiller.Contracts;

namespace Skiller.Storage.Relational;

/// <summary>
/// Writes what many grains want to write at the same time in one transaction: while one is under way, the next gathers. One commit then
/// serves hundreds of standings, as one append serves hundreds of votes.
/// </summary>
/// <typeparam name="T">What is written.</typeparam>
internal sealed class Gathering<T>(int most, Func<IReadOnlyList<T>, Task<IReadOnlyList<bool>>> write)
{
    private readonly Lock _lock = new();
    private readonly Queue<(T Item, TaskCompletionSource<bool> Done)> _waiting = new();
    private bool _writing;

    /// <summary>Adds one; ends with what became of it, or with the fault of its transaction.</summary>
    public Task<bool> Add(T item)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((item, done));
            if (_writing)
            {
                return done.Task;
            }

            _writing = true;
        }

        _ = Task.Run(WriteAll);
        return done.Task;
    }

    private async Task WriteAll()
    {
        while (Next() is { Count: > 0 } batch)
        {
            await WriteAll(batch);
        }
    }

    private async Task WriteAll(List<(T Item, TaskCompletionSource<bool> Done)> batch)
    {
        try
        {
            var results = await write([.. batch.Select(static b => b.Item)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.SetResult(results[i]);
            }
        }
        catch (Exception fault) when (batch.Count > 1 && fault is not (UnavailableException or OutcomeUnknownException))
        {
            // One that the database refuses must not take the others with it.
            foreach (var one in batch)
            {
                await WriteAll([one]);
            }
        }
        catch (Exception fault)
        {
            foreach (var (_, done) in batch)
            {
                done.SetException(fault);
            }
        }
    }

    private List<(T Item, TaskCompletionSource<bool> Done)> Next()
    {
        lock (_lock)
        {
            var batch = new List<(T Item, TaskCompletionSource<bool> Done)>();
            while (batch.Count < most && _waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }

            _writing = batch.Count > 0;
            return batch;
        }
    }
}
