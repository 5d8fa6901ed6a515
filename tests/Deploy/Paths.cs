using System.Text.Json;

namespace Skiller.Tests.Deploy;

/// <summary>Short ways into documents.</summary>
internal static class Paths
{
    /// <summary>What is at the end of a path of names and numbers, null: nothing.</summary>
    public static JsonElement? At(this JsonElement from, params ReadOnlySpan<object> path)
    {
        foreach (var step in path)
        {
            if (step is string name && from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member))
            {
                from = member;
            }
            else if (step is int index && from.ValueKind == JsonValueKind.Array && index < from.GetArrayLength())
            {
                from = from[index];
            }
            else
            {
                return null;
            }
        }

        return from;
    }

    /// <summary>The text there, null: none.</summary>
    public static string? Text(this JsonElement from, params ReadOnlySpan<object> path) =>
        from.At(path) is { ValueKind: not JsonValueKind.Null } found ? found.ToString() : null;

    /// <summary>The list there, empty: none.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement from, params ReadOnlySpan<object> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>The members there, none: nothing is there.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement from, params ReadOnlySpan<object> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject() : [];
}
