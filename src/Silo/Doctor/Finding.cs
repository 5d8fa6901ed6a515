using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skiller.Silo.Doctor;

/// <summary>Something that <c>skiller doctor</c> has to say.</summary>
/// <param name="Code">A stable word in kebab-case; docs/operations.md lists them.</param>
/// <param name="Severity"><c>error</c>: something is or may be lost; <c>warning</c>: it will become one; <c>note</c>: good to know.</param>
/// <param name="What">What was found, in one line.</param>
/// <param name="Do">What to do about it.</param>
internal sealed record Finding(string Code, string Severity, string What, string Do)
{
    public static Finding Error(string code, string what, string todo) => new(code, "error", what, todo);

    public static Finding Warning(string code, string what, string todo) => new(code, "warning", what, todo);

    public static Finding Note(string code, string what, string todo) => new(code, "note", what, todo);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImmutableArray<Finding>))]
internal sealed partial class FindingsJson : JsonSerializerContext;
