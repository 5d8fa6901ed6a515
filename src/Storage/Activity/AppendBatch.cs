using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>
/// Gathers batches from the inbox: up to <see cref="AppendRequest.MaxFacts"/> facts of which no two requests share a stream or a command's
/// key. A request that shares one waits for the next batch, and so does everything behind it that shares one with it: a stream's requests
/// keep their order.
/// </summary>
internal sealed class AppendBatch(ChannelReader<PendingAppend> inbox)
{
    // What waits is bounded as the inbox is.
    private const int MaxDeferred = 1_024;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private List<PendingAppend> _deferred = [];

    /// <summary>Whether something waits that the inbox no longer holds.</summary>
    public bool HasDeferred => _deferred.Count > 0;

    /// <summary>What can go in one transaction now; empty when nothing waits.</summary>
    public List<PendingAppend> Next()
    {
        _taken.Clear();
        var batch = new List<PendingAppend>();
        var facts = 0;
        var waiting = _deferred;
        _deferred = [];
        foreach (var pending in waiting)
        {
            TakeOrDefer(pending, batch, ref facts);
        }

        while (facts < AppendRequest.MaxFacts && _deferred.Count < MaxDeferred && inbox.TryRead(out var pending))
        {
            TakeOrDefer(pending, batch, ref facts);
        }

        return batch;
    }

    /// <summary>Everything that waits, without regard to order in streams.</summary>
    public IEnumerable<PendingAppend> Drain()
    {
        var waiting = _deferred;
        _deferred = [];
        foreach (var pending in waiting)
        {
            yield return pending;
        }

        // What comes in meanwhile belongs to the next try.
        for (var left = inbox.Count; left > 0 && inbox.TryRead(out var pending); left--)
        {
            yield return pending;
        }
    }

    private void TakeOrDefer(PendingAppend pending, List<PendingAppend> batch, ref int facts)
    {
        var fits = batch.Count == 0 || facts + pending.Facts <= AppendRequest.MaxFacts;
        if (Claim(pending.Request) && fits)
        {
            batch.Add(pending);
            facts += pending.Facts;
        }
        else
        {
            _deferred.Add(pending);
        }
    }

    // Claims all names even when one is taken, so that nothing overtakes a request that has to wait.
    [SuppressMessage("Performance", "CA1868", Justification = "Add tells what Contains would.")]
    private bool Claim(AppendRequest request)
    {
        var free = true;
        foreach (var stream in request.Streams)
        {
            free &= _taken.Add(stream.Stream);
        }

        foreach (var command in request.Commands)
        {
            free &= _taken.Add(command.Key);
        }

        return free;
    }
}
