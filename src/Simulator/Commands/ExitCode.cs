namespace Skiller.Simulator.Commands;

/// <summary>What the program tells its caller.</summary>
internal enum ExitCode
{
    /// <summary>Done, and nothing was wrong.</summary>
    Done = 0,
    /// <summary>A threshold was passed, the audit found something, or it could not be carried out: one line says why.</summary>
    Failed = 1,
    /// <summary>It was called wrongly, and did nothing.</summary>
    Usage = 2,
    /// <summary>It was stopped before its end; what it did is reported, and <c>--resume</c> goes on.</summary>
    Stopped = 3,
}
