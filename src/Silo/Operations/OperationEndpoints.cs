using System.Text.Json;

namespace Skiller.Silo.Operations;

/// <summary><c>POST /operations/NAME</c>: one JSON object a line, the last one tells the exit code.</summary>
internal static class OperationEndpoints
{
    private const string Scheme = "Bearer ";

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void MapOperations(this IEndpointRouteBuilder routes, OperationDesk desk) =>
        routes.MapPost("/operations/{name}", (HttpContext http, string name) => Run(http, name, desk));

    private static async Task Run(HttpContext http, string name, OperationDesk desk)
    {
        var response = http.Response;
        var credentials = http.Request.Headers.Authorization.ToString();
        if (!desk.IsOpen)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (!credentials.StartsWith(Scheme, StringComparison.Ordinal) || !desk.Knows(credentials[Scheme.Length..]))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (desk.Find(name) is not { } operation)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (await Request(http) is not { } request)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            await Answer(response, desk, operation, request, http.RequestAborted);
        }
    }

    private static async Task<OperationRequest?> Request(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, OperationJson.Default.OperationRequest, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task Answer(
        HttpResponse response, OperationDesk desk, IOperation operation, OperationRequest request, CancellationToken ct)
    {
        response.ContentType = "application/x-ndjson";
        await response.StartAsync(ct);
        var report = new OperationReport();
        var running = Task.Run(() => desk.Run(operation, request, report, ct), CancellationToken.None);
        await foreach (var told in report.Events.ReadAllAsync(CancellationToken.None))
        {
            if (!ct.IsCancellationRequested)
            {
                await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(told, OperationJson.Default.OperationEvent), CancellationToken.None);
                await response.Body.WriteAsync(NewLine, CancellationToken.None);
                await response.Body.FlushAsync(CancellationToken.None);
            }
        }

        await running;
    }
}
