using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Load;

/// <summary>A load that is ready to be carried out, by this process or by several.</summary>
internal interface ILoad : IAsyncDisposable
{
    /// <summary>What other processes of the generator need, besides this one.</summary>
    IReadOnlyCollection<GeneratorFigures> Generators { get; }

    /// <summary>Carries it out; when it is cancelled, what is under way is still waited for and noted.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="InvalidOperationException">A process of it ended before its end.</exception>
    Task Run(CancellationToken ct);
}
