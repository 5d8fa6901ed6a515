using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace Skiller.Web.Api;

/// <summary>The page at <c>/api</c> that shows the description, by Scalar, from the program's own assets.</summary>
internal static class ApiPage
{
    public static void MapApiPage(this IEndpointRouteBuilder app) =>
        app.MapScalarApiReference("/api", options =>
        {
            options.Title = "Skiller API";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.DefaultFonts = false;
            options.AddDocument(ApiDocument.Name);
        });
}
