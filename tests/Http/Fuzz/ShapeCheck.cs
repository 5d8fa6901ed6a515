using System.Text.Json;

namespace Skiller.Tests.Http.Fuzz;

/// <summary>Holds an answer to the shape that the document promises; says where it differs.</summary>
internal sealed class ShapeCheck(ApiDescription api)
{
    public IEnumerable<string> Differences(JsonElement value, JsonElement schema, string at = "$")
    {
        schema = api.Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return choices.EnumerateArray().Any(choice => !Differences(value, choice, at).Any()) ? [] : [$"{at} is none of its shapes"];
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
        {
            return [$"{at} is {TypeOf(value)}, not {type}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, i) => Differences(item, items, $"{at}[{i}]")),
            _ => [],
        };
    }

    private static string[] Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString() ?? "")] : [type.GetString() ?? ""];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(n => n.GetString() ?? "").Where(n => !value.TryGetProperty(n, out _)))
            {
                yield return $"{at}.{name} is missing";
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(property.Name, out var shape))
            {
                foreach (var difference in Differences(property.Value, shape, $"{at}.{property.Name}"))
                {
                    yield return difference;
                }
            }
            else if (!schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind == JsonValueKind.False)
            {
                yield return $"{at}.{property.Name} is not described";
            }
        }
    }
}
