using Skiller.Contracts.Operations;
using Skiller.Web.Site;

namespace Skiller.Silo.Operations;

/// <summary>What a node knows about itself; written by the probe and the node's life cycle, read by whoever asks for its health.</summary>
internal sealed class NodeState : INodeHealth
{
    private volatile bool _isReached;
    private volatile bool _hasCluster;
    private volatile LogHealth _log = NoLog;
    private volatile bool _isServing;
    private volatile bool _isDraining;

    /// <summary>A log that nobody has heard of.</summary>
    public static LogHealth NoLog { get; } = new(IsReadable: false, IsWritable: false);

    /// <summary>Whether users may be sent here: not before everything was started and reached once, not while draining, not without a cluster.</summary>
    public bool IsReady => _isServing && _isReached && _hasCluster && !_isDraining;

    /// <summary>Whether the log could be read when it was looked at last.</summary>
    public bool HasLog => _log.IsReadable;

    /// <summary>Whether acts are refused at present, because the database is away or takes nothing more.</summary>
    public bool IsReadOnly => !_log.IsWritable;

    /// <summary>Whether acts are accepted.</summary>
    public bool IsWritable => IsReady && _log.IsWritable;

    public bool IsDraining => _isDraining;

    /// <summary>Notes what the probe saw; returns whether it is news.</summary>
    public bool Saw(bool hasCluster, LogHealth log)
    {
        var isNews = hasCluster != _hasCluster || log != _log;
        (_hasCluster, _log) = (hasCluster, log);
        _isReached |= hasCluster && log.IsReadable;
        return isNews;
    }

    /// <summary>All addresses are open.</summary>
    public void Serve() => _isServing = true;

    public void Drain() => _isDraining = true;
}
