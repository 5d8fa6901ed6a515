using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Plan;

/// <summary>Reads what people write as JSON, says of each mistake what it is and what would do, and gives the schema of it.</summary>
internal static class JsonInput
{
    // By reflection: what a source generator makes of init-only properties forgets their defaults.
    private static readonly JsonSerializerOptions _format = new(JsonSerializerOptions.Default)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly JsonSerializerOptions _written = new(_format) { WriteIndented = true };

    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Reads a text; <paramref name="source"/> is what errors call it.</summary>
    /// <exception cref="UsageException">It is not what it should be.</exception>
    public static T Parse<T>(string text, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            CheckNames<T>(document.RootElement, source);
            return JsonSerializer.Deserialize<T>(text, _format) ?? throw new UsageException($"{source} is empty.");
        }
        catch (JsonException fault)
        {
            var what = fault.Path is { Length: > 2 } path ? path[2..] : "the text";
            throw new UsageException($"{source}: {what} is not what it should be, at line {fault.LineNumber + 1}: {fault.Message.Split(". Path")[0]}");
        }
    }

    /// <summary>Writes what <see cref="Parse"/> reads, every value of it.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, _written) + "\n";

    /// <summary>The JSON schema of something that is read, with what each property means.</summary>
    public static string Schema<T>()
    {
        var schema = _format.GetJsonSchemaAsNode(typeof(T), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described });
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["additionalProperties"] = false;
        schema["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject described && context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute says, ..])
        {
            described.Insert(0, "description", says.Description);
        }

        return schema;
    }

    private static void CheckNames<T>(JsonElement root, string source)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        string[] names = [.. typeof(T).GetProperties().Where(static property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(static property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];
        foreach (var name in root.EnumerateObject().Select(static property => property.Name).Where(name => name != "$schema" && !names.Contains(name)))
        {
            throw new UsageException($"{source}: nobody knows '{name}'. Did you mean '{Spelling.Nearest(name, names)}'? There are: {string.Join(", ", names)}.");
        }
    }
}
