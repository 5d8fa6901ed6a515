using System.Collections.Immutable;
using Skiller.Silo.Commands;

namespace Skiller.Silo.Operations;

/// <summary>
/// What a node does for a command of the program because it needs grains: import, verify, rebuild. Runs in a node that is there already, or in
/// one that the command starts for it; registered in the silo's services as <see cref="IOperation"/>.
/// </summary>
internal interface IOperation
{
    /// <summary>The word in <c>POST /operations/NAME</c>.</summary>
    string Name { get; }

    /// <summary>Does it, telling how it goes; ends early when the command that asked is gone.</summary>
    Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct);
}

/// <summary>What a command asks for.</summary>
internal sealed record OperationRequest(ImmutableDictionary<string, string> Arguments);

/// <summary>Where an operation tells how it goes; safe to call from several threads.</summary>
internal interface IOperationReport
{
    /// <summary>A line that stays.</summary>
    void Line(string text);

    /// <summary>How far something is; a later one of the same <paramref name="what"/> replaces it.</summary>
    void Progress(string what, long done, long? total);

    /// <summary>A table that stays.</summary>
    void Table(ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows);
}
