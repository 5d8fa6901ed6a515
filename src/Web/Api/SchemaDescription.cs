using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Skiller.Contracts.Members;
using Skiller.Contracts.Reputation;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>What the shapes' types cannot say by themselves: requests are closed, and what is left out when it is null is not required.</summary>
internal static class SchemaDescription
{
    /// <summary>API.md, "Conventions"; one or two dots alone are no slug either.</summary>
    public const string SlugPattern = @"^(?!\.{1,2}$)[a-z0-9.][a-z0-9.+#-]{0,34}$";

    public static void Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is { } described)
        {
            Complete(schema, described.Name);
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

    /// <summary>What a name means wherever it stands.</summary>
    private static void Complete(OpenApiSchema schema, string name)
    {
        switch (name)
        {
            case "locale":
                OneOf(schema, ["fr", "en"]);
                break;
            case "status" when IsText(schema):
                OneOf(schema, ["open", "closed"]);
                break;
            case "reason":
                OneOf(schema, Kebab.All<ReputationReason>());
                break;
            case "role":
                OneOf(schema, Kebab.All<Role>());
                break;
            case "email":
                schema.Format = "email";
                break;
            case "slug":
                schema.Pattern = SlugPattern;
                break;
            case "skills" when schema.Items is OpenApiSchema { Type: JsonSchemaType.String } item:
                item.Pattern = SlugPattern;
                break;
        }
    }

    private static void OneOf(OpenApiSchema schema, IEnumerable<string> values) =>
        schema.Enum = [.. values.Select(static value => JsonValue.Create(value)), .. IsNullable(schema) ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];

    private static bool IsText(OpenApiSchema schema) => schema.Type is { } type && type.HasFlag(JsonSchemaType.String);

    private static bool IsNullable(OpenApiSchema schema) => schema.Type is { } type && type.HasFlag(JsonSchemaType.Null);

    private static bool IsLeftOutWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).Length > 0;
}
