namespace Skiller.Silo.Operations;

/// <summary>What a node knows about itself; written by the probe and the node's life cycle, read by whoever asks for its health.</summary>
internal sealed class NodeState
{
    private volatile bool _isReached;
    private volatile bool _hasCluster;
    private volatile bool _hasDatabase;
    private volatile bool _isServing;
    private volatile bool _isDraining;

    /// <summary>Whether users may be sent here: not before everything was started and reached once, not while draining, not without a cluster.</summary>
    public bool IsReady => _isServing && _isReached && _hasCluster && !_isDraining;

    /// <summary>Whether acts are refused at present, because the database is away.</summary>
    public bool IsReadOnly => !_hasDatabase;

    /// <summary>Whether acts are accepted.</summary>
    public bool IsWritable => IsReady && _hasDatabase;

    public bool IsDraining => _isDraining;

    /// <summary>Notes what the probe saw; returns whether it is news.</summary>
    public bool Saw(bool hasCluster, bool hasDatabase)
    {
        var isNews = hasCluster != _hasCluster || hasDatabase != _hasDatabase;
        (_hasCluster, _hasDatabase) = (hasCluster, hasDatabase);
        _isReached |= hasCluster && hasDatabase;
        return isNews;
    }

    /// <summary>All addresses are open.</summary>
    public void Serve() => _isServing = true;

    public void Drain() => _isDraining = true;
}
