using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Skiller.Web.Api;

/// <summary>The API's description at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Scheme = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            Describe(document, (WebOptions?)context.ApplicationServices.GetService(typeof(WebOptions)));
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            OperationDescription.Complete(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            SchemaDescription.Complete(schema, context);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document, WebOptions? options)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Skiller",
            Version = Name,
            Description = "Members ask and answer; what peers make of it is a reputation by skill that anybody can trace. "
                + "Errors are RFC 9457 problem documents with a stable code; every POST that creates takes an Idempotency-Key.",
            License = new OpenApiLicense { Name = "Apache-2.0" },
        };
        document.Servers = options is null ? [] : [new OpenApiServer { Url = options.Absolute("") }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of POST /tokens.",
        };
    }
}
