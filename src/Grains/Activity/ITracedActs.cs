using System.Collections.Frozen;

namespace Skiller.Grains.Activity;

/// <summary>
/// Knows of the few facts that are traced what caused them: a sparse table beside the log, written in the append's own transaction, so that whoever
/// folds or shows a fact, wherever and whenever, goes on with its trace.
/// </summary>
internal interface ITracedActs
{
    /// <summary>The W3C <c>traceparent</c> of each traced fact from one position to another, both included; empty where nothing is traced, or the table cannot be read.</summary>
    ValueTask<IReadOnlyDictionary<long, string>> Between(long first, long last, CancellationToken ct);
}

/// <summary>Of a process that traces nothing: asks nobody.</summary>
internal sealed class Untraced : ITracedActs
{
    private static readonly IReadOnlyDictionary<long, string> _none = FrozenDictionary<long, string>.Empty;

    public ValueTask<IReadOnlyDictionary<long, string>> Between(long first, long last, CancellationToken ct) => ValueTask.FromResult(_none);
}
