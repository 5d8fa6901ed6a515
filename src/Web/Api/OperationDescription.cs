using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Web.Problems;
using Skiller.Web.Search;

namespace Skiller.Web.Api;

/// <summary>Adds to each operation its headers, the bounds of its parameters, and every problem that it can answer with.</summary>
internal static class OperationDescription
{
    public static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<OperationFacts>().FirstOrDefault() is not { } facts)
        {
            return;
        }

        var membersOnly = metadata.OfType<MembersOnly>().Any();
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            Bound(parameter, facts);
        }

        if (facts.TakesKey)
        {
            operation.Parameters.Add(Header(
                IdempotencyKey.Header, "The same member, path and key answer with the first call's result, for 24 hours.", "^[!-~]{1,64}$", required: false));
        }

        if (facts.TakesVersion)
        {
            operation.Parameters.Add(Header("If-Match", "The version that is edited: \"3\", or the ETag.", "^(W/)?\"[1-9][0-9]{0,8}(\\.[0-9a-zA-Z]*)?\"$", required: true));
        }

        operation.Parameters.Add(Header("Accept-Language", "The language of messages: fr (without one) or en.", null, required: false));
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.Scheme, context.Document)] = [] },
            .. membersOnly ? Array.Empty<OpenApiSecurityRequirement>() : [new OpenApiSecurityRequirement()],
        ];
        AddHeaders(operation, facts);
        AddProblems(operation, context, facts);
    }

    private static void Bound(OpenApiParameter parameter, OperationFacts facts)
    {
        parameter.Schema = parameter.Name switch
        {
            "limit" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = JsonValue.Create(Limits.PageDefault) },
            "sort" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. facts.Sorts.Select(s => JsonValue.Create(s))] },
            "locale" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create("fr"), JsonValue.Create("en")] },
            "skill" or "slug" => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = SchemaDescription.SlugPattern },
            "handle" => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$", MinLength = 3, MaxLength = 30 },
            "id" or "answerId" or "commentId" => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[1-9][0-9]{0,17}$" },
            "q" => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Limits.SearchMax },
            "kind" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. SearchEndpoints.Kinds.Select(static kind => JsonValue.Create(kind))] },
            "by" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Kebab.All<PulsePeriod>().Select(static period => JsonValue.Create(period))] },
            "from" or "to" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
            "query" => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 35 },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        };
    }

    private static OpenApiParameter Header(string name, string description, string? pattern, bool required) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
    };

    private static void AddHeaders(OpenApiOperation operation, OperationFacts facts)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse answer || !status.StartsWith('2'))
            {
                continue;
            }

            if (facts.GivesEtag)
            {
                Add(answer, "ETag", "The version and a hash: for If-Match and If-None-Match.");
            }

            if (facts.GivesLocation)
            {
                Add(answer, "Location", "The API path of what was created.");
            }
        }

        if (facts.GivesNotModified)
        {
            operation.Responses?.Add("304", new OpenApiResponse { Description = "What If-None-Match names is still so." });
        }
    }

    private static void AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, OperationFacts facts)
    {
        operation.Responses ??= [];
        foreach (var group in Problems(facts).GroupBy(p => p.Status).OrderBy(g => g.Key))
        {
            var response = new OpenApiResponse
            {
                Description = string.Join(", ", group.Select(p => p.Code).Distinct().Order()),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemDocument.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDocument), context.Document) },
                },
            };
            if (group.Key is 429 or 503)
            {
                Add(response, "Retry-After", "Seconds until it is worth trying again.");
            }

            operation.Responses[group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = response;
        }
    }

    /// <summary>Those of the operation, and those that every one of its kind has.</summary>
    private static IEnumerable<Problem> Problems(OperationFacts facts)
    {
        IEnumerable<RefusalCode> common = [RefusalCode.Invalid, RefusalCode.Unauthorized];
        IEnumerable<RefusalCode> ofLists = facts.IsList ? [RefusalCode.InvalidCursor] : [];
        IEnumerable<RefusalCode> ofKeys = facts.TakesKey ? [RefusalCode.IdempotencyKeyReused] : [];
        IEnumerable<Problem> ofBodies = facts.TakesBody ? [ProblemMapping.Malformed, ProblemMapping.RequestTimeout, ProblemMapping.TooLarge, ProblemMapping.UnsupportedMediaType] : [];
        IEnumerable<Problem> ofFaults = facts.Writes
            ? [ProblemMapping.Unexpected(""), ProblemMapping.Unavailable(), ProblemMapping.OutcomeUnknown]
            : [ProblemMapping.Unexpected(""), ProblemMapping.Unavailable()];
        return facts.Refusals.Concat(common).Concat(ofLists).Concat(ofKeys).Select(c => ProblemMapping.Of(Refusal.Of(c))).Concat(ofBodies).Concat(ofFaults);
    }

    private static void Add(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }
}
