namespace Skiller.Grains.Activity;

/// <summary>How far streams have got in the log.</summary>
internal interface IStreamHeads
{
    /// <summary>The version of the last fact of each stream that has one.</summary>
    /// <exception cref="Contracts.UnavailableException">The log cannot be read now.</exception>
    Task<IReadOnlyDictionary<string, long>> Of(IReadOnlyCollection<string> streams, CancellationToken ct);
}
