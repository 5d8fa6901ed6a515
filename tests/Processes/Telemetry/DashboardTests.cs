using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>Orleans' dashboard: on the operations address, for whoever knows the secret, and nowhere else.</summary>
public sealed class DashboardTests
{
    private static readonly KeyValuePair<string, string> _on = new("Skiller__Dashboard", "true");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_grains_to_who_has_the_secret_and_nothing_to_anybody_else()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [.. CrashSettings.All, _on]);
        await node.Start(Ct);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using (var closed = await http.GetAsync(new Uri(node.Operations, "/dashboard/DashboardCounters"), Ct))
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (closed.StatusCode, closed.Headers.WwwAuthenticate.Single().Scheme));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(http, node, "", "guessed")).Status);
        var secret = await Secret(node);
        var (status, page) = await Get(http, node, "", secret);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<html", page, StringComparison.OrdinalIgnoreCase);
        await HealthOf.Becomes(
            async () => (await Get(http, node, "DashboardCounters", secret)).Text.Contains("Skiller.Grains.Projections.ListsGrain", StringComparison.Ordinal), "the grains of the node", Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(http, node, "GrainState?grainId=k:1&grainType=AccountGrain", secret)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Get(http, node, "Trace", secret)).Status);
        using var outside = await http.GetAsync(new Uri(node.Public, "/dashboard/"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task A_front_shows_the_silos_that_tell_of_themselves()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var silo = new Node(one.Path, database, [.. CrashSettings.All, _on, new("Skiller__Roles", "silo")]);
        await using var front = new Node(two.Path, database, [.. CrashSettings.All, _on, new("Skiller__Roles", "web")]);
        await silo.Start(Ct);
        await front.Start(Ct);
        using var http = new HttpClient();
        var secret = await Secret(front);
        await HealthOf.Becomes(
            async () => (await Get(http, front, "DashboardCounters", secret)).Text.Contains("Skiller.Grains.Projections.ListsGrain", StringComparison.Ordinal), "the silo on the front's dashboard", Ct);
    }

    [Fact]
    public async Task On_a_public_operations_address_it_refuses_to_start()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [_on, new("Skiller__OperationsUrl", "http://0.0.0.0:5081")]);
        var (exitCode, output) = await node.Command(["run"], Ct);
        Assert.Equal(2, exitCode);
        Assert.Contains("Skiller__Dashboard", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }

    private static async Task<string> Secret(Node node)
    {
        await using var card = File.OpenRead(Path.Combine(node.DataFolder, "node.json"));
        return (await JsonDocument.ParseAsync(card, cancellationToken: Ct)).RootElement.GetProperty("secret").GetString()!;
    }

    private static async Task<(HttpStatusCode Status, string Text)> Get(HttpClient http, Node node, string path, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Operations, $"/dashboard/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"operator:{secret}")));
        using var response = await http.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
