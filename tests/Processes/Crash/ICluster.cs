using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Crash;

/// <summary>The nodes of a run: real processes that can be killed, and the database that they share.</summary>
internal interface ICluster : IAsyncDisposable
{
    IReadOnlyList<Uri> Fronts { get; }

    /// <summary>How many there are that can be killed.</summary>
    int Nodes { get; }

    /// <summary>What the processes printed.</summary>
    string Output { get; }

    /// <summary>The code of the first administrator's invitation.</summary>
    Task<string> FirstInvitation(CancellationToken ct);

    /// <summary>Kills one node without warning and starts it again; returns when it serves.</summary>
    Task KillAndRestart(int node, CancellationToken ct);

    /// <summary>The whole log, read by SQL.</summary>
    Task<ImmutableArray<LogLine>> ReadLog(CancellationToken ct);

    /// <summary>Runs a command of the program against the cluster's data and returns its exit code and output.</summary>
    Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct);
}
