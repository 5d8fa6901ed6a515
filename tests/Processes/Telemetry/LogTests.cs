using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>The log as JSON, and how what a user was told is found in it.</summary>
public sealed partial class LogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reference_of_an_error_is_the_trace_id_of_its_line_in_the_log()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, await server.CreateDatabase(), [new("Skiller__LogFormat", "json")]);
        await node.Start(Ct);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var ids = new List<string>();
        foreach (var path in new[] { "/api/v1/questions/1", "/api/v1/nothing", "/api/v1/questions?sort=best" })
        {
            using var refused = await http.GetAsync(new Uri(node.Public, path), Ct);
            ids.Add(TraceId(await refused.Content.ReadAsStringAsync(Ct)));
        }

        using (var asking = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Public, "/nothing")))
        {
            asking.Headers.Accept.ParseAdd("text/html");
            using var page = await http.SendAsync(asking, Ct);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            ids.Add(Reference().Match(await page.Content.ReadAsStringAsync(Ct)).Value);
        }

        Assert.All(ids, static id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain("0af7651916cd43dd8448eb211c80319c", ids);

        await server.Stop();
        var lost = "";
        await HealthOf.Becomes(
            async () =>
            {
                using var away = await http.GetAsync(new Uri(node.Public, "/api/v1/questions/2"), Ct);
                lost = TraceId(await away.Content.ReadAsStringAsync(Ct));
                return away.StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            "a request that needs the database",
            Ct);
        JsonElement line = default;
        await HealthOf.Becomes(() => Task.FromResult(Find(node, lost, out line)), "its line in the log", Ct);
        Assert.Equal((7002, "warning", lost), (line.GetProperty("event").GetInt32(), line.GetProperty("level").GetString(), line.GetProperty("traceId").GetString()));
        Assert.Equal("unavailable", line.GetProperty("values").GetProperty("Code").GetString());
    }

    private static string TraceId(string problem) => JsonDocument.Parse(problem).RootElement.TryGetProperty("traceId", out var id) ? id.GetString()! : "";

    private static bool Find(Node node, string traceId, out JsonElement found)
    {
        found = node.Output.Split('\n').Where(static line => line.StartsWith('{')).Select(static line => JsonDocument.Parse(line).RootElement)
            .FirstOrDefault(line => line.TryGetProperty("traceId", out var id) && id.GetString() == traceId && line.GetProperty("event").GetInt32() == 7002);
        return found.ValueKind is JsonValueKind.Object;
    }

    [GeneratedRegex("\\b[0-9a-f]{32}\\b")]
    private static partial Regex Reference();
}
