namespace Skiller.Silo.Commands;

/// <summary>What a command tells its caller when it ends.</summary>
internal enum ExitCode
{
    /// <summary>Done, and nothing was wrong.</summary>
    Done = 0,
    /// <summary>It failed, or found a difference.</summary>
    Failed = 1,
    /// <summary>It was called or configured wrongly, and did nothing.</summary>
    Usage = 2,
    /// <summary>Of <c>run</c>: an operator told the node to leave (<c>skiller drain</c>), and it has; a supervisor shall not start it again.</summary>
    Drained = 3,
}
