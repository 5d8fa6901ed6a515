using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Target;
using Skiller.Simulator.Watching;

namespace Skiller.Simulator.Commands;

/// <summary>A load that is asked for.</summary>
/// <param name="Profile">What.</param>
/// <param name="Target">Where.</param>
/// <param name="Folder">Where its report goes.</param>
internal sealed record LoadRequest(LoadProfile Profile, Uri Target, RunFolder Folder)
{
    /// <summary>The folder of the growth whose members take part; null: nobody does.</summary>
    public RunFolder? Members { get; init; }

    public TargetProtocol Protocol { get; init; } = TargetProtocol.Http11;

    /// <summary>How many processes carry it out.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Nodes whose processors and memory are looked at; null: none.</summary>
    public NodeMetrics? Nodes { get; init; }

    /// <summary>Where it can be watched from outside.</summary>
    public WatchOptions Watch { get; init; } = new(null, null);

    /// <summary>Whether the growth and all that was written since is audited at the end.</summary>
    public bool Audits { get; init; }
}
