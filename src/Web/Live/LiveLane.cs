using Skiller.Contracts.Members;

namespace Skiller.Web.Live;

/// <summary>
/// Brings events to those who listen, in the order of their positions. Keeps the latest for who comes back; joining and publishing exclude each
/// other, so that what a client is told on joining and what it is told afterwards have neither gap nor overlap.
/// </summary>
/// <param name="mostKept">How many events are kept.</param>
internal sealed class LiveLane(int mostKept)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<LiveConnection>> _byTopic = new(StringComparer.Ordinal);
    private readonly HashSet<LiveConnection> _all = [];
    private readonly Queue<LiveItem> _kept = new();
    private readonly Dictionary<MemberId, int> _members = [];
    private long _keptAfter;
    private long _position;
    private long _newcomers;

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

    /// <summary>Begins at a position, with nothing kept.</summary>
    public void Begin(long position)
    {
        lock (_gate)
        {
            _kept.Clear();
            (_position, _keptAfter) = (position, position);
        }
    }

    /// <summary>The members who listen to what concerns them, as they are now.</summary>
    public LiveAudience Audience
    {
        get
        {
            lock (_gate)
            {
                return new LiveAudience([.. _members.Keys], _newcomers);
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
    /// <param name="upTo">The position.</param>
    /// <param name="items">What happened.</param>
    /// <param name="madeFor">For whom that was made.</param>
    /// <returns>False, and nothing is published: a member has come since, for whom nothing was made.</returns>
    public bool Publish(long upTo, IReadOnlyList<LiveItem> items, LiveAudience madeFor)
    {
        lock (_gate)
        {
            if (madeFor.Newcomers != _newcomers)
            {
                return false;
            }

            foreach (var item in items)
            {
                Keep(item);
                foreach (var topic in item.Topics)
                {
                    Offer(topic, item);
                }
            }

            _position = Math.Max(_position, upTo);
            return true;
        }
    }

    /// <summary>
    /// Lets a connection listen from now on.
    /// </summary>
    /// <param name="connection">Which.</param>
    /// <param name="after">What it has seen, null: all until now.</param>
    /// <returns>
    /// The position from which it listens, and what it missed; null when that is not kept, as what concerned a member who was away never is.
    /// </returns>
    public (long Position, IReadOnlyList<LiveItem>? Missed) Join(LiveConnection connection, long? after)
    {
        lock (_gate)
        {
            connection.Last = Math.Max(after ?? 0, _position);
            _all.Add(connection);
            if (connection.Member is { } member)
            {
                _newcomers += _members.TryAdd(member, 0) ? 1 : 0;
                _members[member]++;
            }

            foreach (var topic in connection.Topics)
            {
                if (!_byTopic.TryGetValue(topic, out var listening))
                {
                    _byTopic.Add(topic, listening = []);
                }

                listening.Add(connection);
            }

            var missed = after is not { } seen || seen >= _position ? []
                : seen >= _keptAfter && connection.Member is null ? _kept.Where(item => item.Position > seen && item.Topics.Any(connection.Topics.Contains)).ToList()
                : null;
            return (_position, missed);
        }
    }

    public void Leave(LiveConnection connection)
    {
        lock (_gate)
        {
            if (_all.Remove(connection) && connection.Member is { } member && --_members[member] == 0)
            {
                _members.Remove(member);
            }

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
        if (_kept.Count > mostKept)
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

/// <summary>The members for whom events are made.</summary>
/// <param name="Members">Who.</param>
/// <param name="Newcomers">How many have come so far: another number, another audience.</param>
internal sealed record LiveAudience(IReadOnlyCollection<MemberId> Members, long Newcomers);
