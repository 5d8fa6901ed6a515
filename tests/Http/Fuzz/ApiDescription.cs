using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Fuzz;

/// <summary>The API as its document describes it: all that the fuzzer knows.</summary>
internal sealed record ApiDescription(IReadOnlyList<ApiOperation> Operations, JsonElement Schemas)
{
    public static async Task<ApiDescription> Read(Site site)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(site.Address, "/openapi/v1.json"));
        var document = (await Reply.Of(response)).Expect(200).Json;
        var operations = new List<ApiOperation>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                operations.Add(ApiOperation.Of(path.Name, operation.Name, operation.Value));
            }
        }

        Assert.NotEmpty(operations);
        return new ApiDescription(operations, document.GetProperty("components").GetProperty("schemas"));
    }

    /// <summary>Follows references until there is a shape.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = Schemas.GetProperty((reference.GetString() ?? "").Split('/')[^1]);
        }

        return schema;
    }
}

/// <summary>One operation.</summary>
internal sealed record ApiOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<ApiParameter> Parameters,
    JsonElement? Body,
    IReadOnlyDictionary<string, JsonElement> Responses,
    bool NeedsToken)
{
    /// <summary>Whether its success does not end by itself; those are heard in tests of their own.</summary>
    public bool IsStream => Responses.TryGetValue("200", out var success) && success.TryGetProperty("content", out var content) && content.TryGetProperty("text/event-stream", out _);

    public bool TakesKey => Parameters.Any(p => p.Name == "Idempotency-Key");

    public static ApiOperation Of(string path, string method, JsonElement operation) => new(
        operation.GetProperty("operationId").GetString() ?? "",
        method.ToUpperInvariant(),
        path,
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(ApiParameter.Of)] : [],
        operation.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").GetProperty("application/json").GetProperty("schema") : null,
        operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal),
        operation.GetProperty("security").GetArrayLength() == 1);
}

/// <summary>One parameter.</summary>
internal sealed record ApiParameter(string Name, string In, JsonElement Schema)
{
    public static ApiParameter Of(JsonElement parameter) =>
        new(parameter.GetProperty("name").GetString() ?? "", parameter.GetProperty("in").GetString() ?? "", parameter.GetProperty("schema"));
}
