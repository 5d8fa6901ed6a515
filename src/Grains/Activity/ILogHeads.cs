namespace Skiller.Grains.Activity;

/// <summary>How far streams and targets have got in the log.</summary>
internal interface ILogHeads
{
    /// <summary>The version of the last fact of each stream that has one.</summary>
    /// <exception cref="Contracts.UnavailableException">The log cannot be read now.</exception>
    Task<IReadOnlyDictionary<string, long>> OfStreams(IReadOnlyCollection<string> streams, CancellationToken ct);

    /// <summary>The position of the last fact that concerns each target that one concerns.</summary>
    /// <exception cref="Contracts.UnavailableException">The log cannot be read now.</exception>
    Task<IReadOnlyDictionary<string, long>> OfTargets(IReadOnlyCollection<string> targets, CancellationToken ct);
}
