using System.Net;

namespace Skiller.Tests.Processes.Operating;

/// <summary>What a node's operations address says of its health.</summary>
internal static class HealthOf
{
    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static async Task<HttpStatusCode> Write(Node node, CancellationToken ct) => (await Ask(node, "/health/write", ct)).Status;

    /// <summary>A status, and whether it says that the node is read-only.</summary>
    public static async Task<(HttpStatusCode Status, bool IsReadOnly)> Ask(Node node, string path, CancellationToken ct)
    {
        using var response = await _http.GetAsync(new Uri(node.Operations, path), ct);
        return (response.StatusCode, response.Headers.TryGetValues("X-Read-Only", out var values) && values.Single() == "1");
    }

    public static async Task Becomes(Func<Task<bool>> holds, string what, CancellationToken ct)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"It never came about: {what}");
            }

            await Task.Delay(50, ct);
        }
    }
}
