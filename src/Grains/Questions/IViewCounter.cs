using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>How often questions were looked at. Approximate by contract (API.md): what is not written down when a process dies is forgotten.</summary>
internal interface IViewCounter
{
    /// <summary>The views that were written down, 0 for none.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<long> Read(QuestionId question, CancellationToken ct);

    /// <summary>Adds views.</summary>
    /// <exception cref="Contracts.UnavailableException">Certainly not added.</exception>
    /// <exception cref="Contracts.OutcomeUnknownException">Perhaps added.</exception>
    Task Add(QuestionId question, long views, CancellationToken ct);
}
