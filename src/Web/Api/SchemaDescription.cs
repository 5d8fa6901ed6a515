using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>What the shapes' types cannot say by themselves: requests are closed, and what is left out when it is null is not required.</summary>
internal static class SchemaDescription
{
    public static void Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is { Name: "locale" })
        {
            schema.Enum = [JsonValue.Create("fr"), JsonValue.Create("en"), .. IsNullable(schema) ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
        }

        var type = context.JsonTypeInfo;
        if (type.Kind != JsonTypeInfoKind.Object || context.JsonPropertyInfo is not null)
        {
            return;
        }

        if (type.Type.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            schema.AdditionalPropertiesAllowed = false;
            return;
        }

        foreach (var property in type.Properties.Where(IsLeftOutWhenNull))
        {
            schema.Required?.Remove(property.Name);
        }

        if (type.Type == typeof(ProblemDocument))
        {
            schema.Description = "RFC 9457, with a stable code and, for faults of fields, what is wrong with each.";
        }
    }

    private static bool IsNullable(OpenApiSchema schema) => schema.Type is { } type && type.HasFlag(JsonSchemaType.Null);

    private static bool IsLeftOutWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).Length > 0;
}
