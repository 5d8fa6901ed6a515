using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skiller.Silo.Commands;

namespace Skiller.Silo.Operations;

/// <summary>One line of an operation's answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LineEvent), "line")]
[JsonDerivedType(typeof(ProgressEvent), "progress")]
[JsonDerivedType(typeof(TableEvent), "table")]
[JsonDerivedType(typeof(EndEvent), "end")]
internal abstract record OperationEvent;

/// <summary>A line that stays.</summary>
internal sealed record LineEvent(string Text) : OperationEvent;

/// <summary>How far something is.</summary>
internal sealed record ProgressEvent(string What, long Done, long? Total) : OperationEvent;

/// <summary>A table that stays.</summary>
internal sealed record TableEvent(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows) : OperationEvent;

/// <summary>The last line; an answer without it was cut off.</summary>
internal sealed record EndEvent(ExitCode ExitCode) : OperationEvent;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OperationEvent))]
[JsonSerializable(typeof(OperationRequest))]
internal sealed partial class OperationJson : JsonSerializerContext;
