using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Load;

/// <summary>A load that is ready to be carried out, by this process or by several.</summary>
internal interface ILoad : IAsyncDisposable
{
    /// <summary>What other processes of the generator need, besides this one.</summary>
    IReadOnlyCollection<GeneratorFigures> Generators { get; }

    /// <summary>Carries it out; when it is cancelled, what is under way is still waited for and noted, and what was counted says whether it came to its end.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    Task Run(CancellationToken ct);
}
