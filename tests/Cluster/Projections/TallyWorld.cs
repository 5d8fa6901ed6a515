using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>A log of one target and the rows of its projection, in memory, that can be held, taken away and poisoned.</summary>
internal sealed class TallyWorld : IActivityLog, IDeadLetters
{
    public const string Target = "tally/t";

    private readonly Lock _lock = new();
    private readonly List<DeadLetter> _letters = [];
    private readonly HashSet<(string, long)> _dropped = [];
    private ImmutableList<long> _rows = [];
    private Gate? _nextRead;
    private long _mark;

    /// <summary>The position of the newest fact; they have all positions from 1.</summary>
    public long Newest { get; private set; }

    /// <summary>The database is not there.</summary>
    public bool IsAway { get; set; }

    /// <summary>The fact that cannot be folded.</summary>
    public long? Poison { get; set; }

    /// <summary>An activation has begun to leave memory.</summary>
    public TaskCompletionSource Leaving { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called in each write.</summary>
    public Action Writing { get; set; } = static () => { };

    /// <summary>How many facts were written in each write.</summary>
    public List<int> Writes { get; } = [];

    /// <summary>The positions that are written, in their order.</summary>
    public ImmutableList<long> Rows
    {
        get
        {
            lock (_lock)
            {
                return _rows;
            }
        }
    }

    /// <summary>Commits facts; returns them as the stream delivers them.</summary>
    public ImmutableArray<ActivityMessage> Commit(int count = 1)
    {
        lock (_lock)
        {
            Newest += count;
            return [.. Enumerable.Range(1, count).Select(i => ActivityMessage.Of(At(Newest - count + i), null))];
        }
    }

    /// <summary>Holds the next reading of the target after it has seen what is committed, and before it is told.</summary>
    public Gate HoldNextRead() => _nextRead = new Gate();

    /// <summary>What another activation, or a rebuild, makes of the rows.</summary>
    public void Replace(params ImmutableList<long> rows)
    {
        lock (_lock)
        {
            (_rows, _mark) = (rows, rows.IsEmpty ? 0 : rows[^1]);
        }
    }

    public void ThrowIfPoison(long position)
    {
        if (position == Poison)
        {
            throw new InvalidOperationException($"{position} is poison.");
        }
    }

    public (ImmutableList<long> Rows, long Mark) Load()
    {
        ThrowIfAway();
        lock (_lock)
        {
            return (_rows, _mark);
        }
    }

    public bool Write(long loaded, long mark, ImmutableList<long> rows)
    {
        ThrowIfAway();
        Writing();
        lock (_lock)
        {
            if (loaded != _mark)
            {
                return false;
            }

            Writes.Add(rows.Count - _rows.Count);
            (_rows, _mark) = (rows, mark);
            return true;
        }
    }

    public async Task<IReadOnlyList<TargetedActivity>> ReadTarget(string target, long afterPosition, int limit, CancellationToken ct)
    {
        ThrowIfAway();
        var newest = Newest;
        if (Interlocked.Exchange(ref _nextRead, null) is { } gate)
        {
            await gate.Pass();
        }

        return [.. Enumerable.Range(1, limit).Select(i => afterPosition + i).TakeWhile(position => position <= newest).Select(At)];
    }

    public Task Add(DeadLetter letter, CancellationToken ct)
    {
        ThrowIfAway();
        lock (_lock)
        {
            _letters.RemoveAll(other => (other.Target, other.Position) == (letter.Target, letter.Position));
            _letters.Add(letter);
        }

        return Task.CompletedTask;
    }

    public Task Resolve(string target, long upTo, CancellationToken ct)
    {
        lock (_lock)
        {
            _letters.RemoveAll(letter => letter.Target == target && letter.Position <= upTo);
        }

        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<string>> Targets(string after, int limit, CancellationToken ct) =>
    [
        .. (await List(int.MaxValue, ct)).Select(static letter => letter.Target).Distinct().Order(StringComparer.Ordinal)
            .Where(target => string.CompareOrdinal(target, after) > 0).Take(limit),
    ];

    public Task Drop(DeadLetter letter, string reason, CancellationToken ct)
    {
        lock (_lock)
        {
            _dropped.Add((letter.Target, letter.Position));
            _letters.Remove(letter);
        }

        return Task.CompletedTask;
    }

    public Task<bool> IsDropped(string target, long position, CancellationToken ct)
    {
        lock (_lock)
        {
            return Task.FromResult(_dropped.Contains((target, position)));
        }
    }

    public Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken ct)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<DeadLetter>>([.. _letters.Take(limit)]);
        }
    }

    public Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct) => throw new NotSupportedException();

    public IAsyncEnumerable<RecordedActivity> ReadStream(string stream, long afterVersion, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<TargetedActivity>> ReadPartition(int partition, ActivityToken after, int limit, CancellationToken ct)
    {
        ThrowIfAway();
        return Task.FromResult<IReadOnlyList<TargetedActivity>>([]);
    }

    public Task<IReadOnlyList<RecordedActivity>> ReadAll(long afterPosition, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedActivity>> ReadVersions(string stream, IReadOnlyCollection<long> versions, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedActivity>> ReadActor(
        long actor, IReadOnlyDictionary<string, int> most, DateTimeOffset since, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedCommand>> FindCommands(IReadOnlyCollection<string> keys, CancellationToken ct) => throw new NotSupportedException();

    public Task<long> Head(CancellationToken ct) => Task.FromResult(Newest);

    private static TargetedActivity At(long position) =>
        new(Target, 0, new RecordedActivity(position, "t:1", position, "tallied", 1, default, null, DateTimeOffset.UnixEpoch, null), position - 1);

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new UnavailableException("The database is away.", TimeSpan.FromSeconds(1));
        }
    }
}
