using Skiller.Contracts.Members;

namespace Skiller.Web.Live;

/// <summary>
/// Brings events to those who listen, in the order of their positions. Keeps the latest for who comes back; joining and publishing exclude each
/// other, so that what a client is told on joining and what it is told afterwards have neither gap nor overlap.
/// </summary>
internal sealed class LiveLane
{
    private const int MostKept = 4_096;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<LiveConnection>> _byTopic = new(StringComparer.Ordinal);
    private readonly HashSet<LiveConnection> _all = [];
    private readonly Queue<LiveItem> _kept = new();
    private long _keptAfter;
    private long _position;

    /// <summary>The position up to which all was published.</summary>
    public long Position
    {
        get
        {
            lock (_gate)
            {
                return _position;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _all.Count == 0;
            }
        }
    }

    /// <summary>Begins at a position, with nothing kept.</summary>
    public void Begin(long position)
    {
        lock (_gate)
        {
            _kept.Clear();
            (_position, _keptAfter) = (position, position);
        }
    }

    /// <summary>The members who listen to what concerns them.</summary>
    public IReadOnlyCollection<MemberId> Members
    {
        get
        {
            lock (_gate)
            {
                return [.. _all.Select(static connection => connection.Member).OfType<MemberId>().Distinct()];
            }
        }
    }

    /// <summary>Whether anybody listens to a topic.</summary>
    public bool Hears(string topic)
    {
        lock (_gate)
        {
            return _byTopic.ContainsKey(topic);
        }
    }

    /// <summary>Publishes what happened up to a position; of several items of one event those for fewer come first.</summary>
    public void Publish(long upTo, IReadOnlyList<LiveItem> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                Keep(item);
                foreach (var topic in item.Topics)
                {
                    Offer(topic, item);
                }
            }

            _position = Math.Max(_position, upTo);
        }
    }

    /// <summary>
    /// Lets a connection listen from now on.
    /// </summary>
    /// <param name="connection">Which.</param>
    /// <param name="after">What it has seen, null: all until now.</param>
    /// <returns>The position from which it listens, and what it missed; null when that is no longer kept.</returns>
    public (long Position, IReadOnlyList<LiveItem>? Missed) Join(LiveConnection connection, long? after)
    {
        lock (_gate)
        {
            connection.Last = Math.Max(after ?? 0, _position);
            _all.Add(connection);
            foreach (var topic in connection.Topics)
            {
                if (!_byTopic.TryGetValue(topic, out var listening))
                {
                    _byTopic.Add(topic, listening = []);
                }

                listening.Add(connection);
            }

            var missed = after is not { } seen || seen >= _position ? []
                : seen >= _keptAfter ? _kept.Where(item => item.Position > seen && item.Topics.Any(connection.Topics.Contains)).DistinctBy(static item => item.Position).ToList()
                : null;
            return (_position, missed);
        }
    }

    public void Leave(LiveConnection connection)
    {
        lock (_gate)
        {
            _all.Remove(connection);
            foreach (var topic in connection.Topics)
            {
                if (_byTopic.TryGetValue(topic, out var listening) && listening.Remove(connection) && listening.Count == 0)
                {
                    _byTopic.Remove(topic);
                }
            }
        }
    }

    /// <summary>Tells all from where to resume, so that nobody is left behind who hears nothing.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            var frame = LiveFrames.Position(_position);
            foreach (var connection in _all.Where(connection => connection.Last <= _position))
            {
                connection.Offer(frame);
            }
        }
    }

    private void Keep(LiveItem item)
    {
        _kept.Enqueue(item);
        if (_kept.Count > MostKept)
        {
            _keptAfter = _kept.Dequeue().Position;
        }
    }

    // Of several topics of one event a connection hears once; and not what it said that it has seen.
    private void Offer(string topic, LiveItem item)
    {
        if (!_byTopic.TryGetValue(topic, out var listening))
        {
            return;
        }

        foreach (var connection in listening.Where(connection => connection.Last < item.Position))
        {
            connection.Last = item.Position;
            connection.Offer(item.Frame);
        }
    }
}
