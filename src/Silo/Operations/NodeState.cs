using Skiller.Contracts.Operations;
using Skiller.Web.Site;

namespace Skiller.Silo.Operations;

/// <summary>What a node knows about itself; written by the probe and the node's life cycle, read by whoever asks for its health.</summary>
internal sealed class NodeState : INodeHealth
{
    /// <summary>Looks without a cluster in a row after which there is none.</summary>
    public const int FailsThatTell = 3;

    /// <summary>Looks with a cluster in a row after which it is back.</summary>
    public const int SuccessesThatTell = 2;

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isReached;
    private volatile bool _hasCluster;
    private int _fails;
    private int _successes;
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

    /// <summary>Whether it has begun to serve, whatever came since.</summary>
    public bool HasStarted => _isServing;

    /// <summary>Whether the cluster answers, as far as one look more or less tells.</summary>
    public bool HasCluster => _hasCluster;

    /// <summary>How the log is.</summary>
    public LogHealth Log => _log;

    /// <summary>The state in a word or two: <c>draining</c>, <c>not ready</c>, <c>read-only</c>, <c>ready</c>.</summary>
    public string Word => IsDraining ? "draining" : !IsReady ? "not ready" : IsReadOnly ? "read-only" : "ready";

    /// <summary>Ends when an operator has told the node to leave.</summary>
    public Task Asked => _asked.Task;

    /// <summary>An operator wants it to leave.</summary>
    public void AskToLeave() => _asked.TrySetResult();

    /// <summary>Notes what the probe saw; returns whether it is news. One look that fails does not take the node from its users, nor does one give it back.</summary>
    /// <param name="hasCluster">Whether the cluster answered.</param>
    /// <param name="log">How the log is.</param>
    /// <param name="isSure">Whether this look tells alone: it was many.</param>
    public bool Saw(bool hasCluster, LogHealth log, bool isSure = false)
    {
        (_fails, _successes) = hasCluster ? (0, _successes + 1) : (_fails + 1, 0);
        var isThere = hasCluster
            ? _hasCluster || isSure || !_isReached || _successes >= SuccessesThatTell
            : _hasCluster && !isSure && _fails < FailsThatTell;
        var isNews = isThere != _hasCluster || log != _log;
        (_hasCluster, _log) = (isThere, log);
        _isReached |= hasCluster && log.IsReadable;
        return isNews;
    }

    /// <summary>All addresses are open.</summary>
    public void Serve() => _isServing = true;

    public void Drain() => _isDraining = true;
}
