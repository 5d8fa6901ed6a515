using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Commands;

/// <summary>For programs: keeps what an operation tells and how it went, for one object at the end. Progress is nobody's result.</summary>
internal sealed class JsonScreen : IOperationScreen
{
    private readonly ImmutableArray<string>.Builder _said = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<TableReport>.Builder _tables = ImmutableArray.CreateBuilder<TableReport>();

    public void Show(OperationEvent told)
    {
        switch (told)
        {
            case LineEvent line:
                _said.Add(line.Text);
                break;
            case TableEvent table:
                _tables.Add(new TableReport(table.Columns, table.Rows));
                break;
        }
    }

    /// <summary>All of it, with how it ended.</summary>
    public OperationResult Result(ExitCode ended) => new(ended == ExitCode.Done, _said.ToImmutable(), _tables.ToImmutable());
}

/// <summary>What an operation came to, as JSON.</summary>
/// <param name="IsDone">Whether it was done and nothing was found, as exit code 0 says.</param>
/// <param name="Said">Its lines, in order; of <c>verify</c> each difference, and the sum at last.</param>
/// <param name="Tables">Its tables.</param>
internal sealed record OperationResult(bool IsDone, ImmutableArray<string> Said, ImmutableArray<TableReport> Tables);

/// <summary>A table: each row has a cell for each column.</summary>
internal sealed record TableReport(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(OperationResult))]
internal sealed partial class OperationResultJson : JsonSerializerContext;
