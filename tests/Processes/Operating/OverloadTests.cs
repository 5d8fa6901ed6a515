using System.Net;
using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary>
/// D15: more than a process can work on at once is turned away at once and certainly not done, with the time after which to come back; what was acknowledged
/// is there, once.
/// </summary>
public sealed class OverloadTests
{
    private const int Clients = 200;
    private const int MostRequests = 16;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D15_What_is_too_much_is_refused_in_order_and_nothing_that_was_acknowledged_is_lost()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [.. CrashSettings.All, KeyValuePair.Create("Skiller__MostRequests", $"{MostRequests}")]);
        await node.Start(Ct);
        using var asker = await Asker.Join(node, Ct);

        var asked = Enumerable.Range(0, Clients).Select(_ => Ask()).ToList();
        foreach (var path in new[] { "/health/live", "/health/ready", "/health/startup" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await HealthOf.Ask(node, path, Ct)).Status));
        }

        var answers = await Task.WhenAll(asked);

        var acknowledged = answers.Count(static status => status == HttpStatusCode.Created);
        Assert.InRange(acknowledged, 1, Clients - 1);
        Assert.Equal(acknowledged, await Asked());

        // The next one finds room.
        await asker.Asked(node, Ct);
        Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/live", Ct));
        var (exitCode, output) = await node.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);

        async Task<HttpStatusCode> Ask()
        {
            using var response = await asker.Ask(node, Ct);
            if (response.StatusCode != HttpStatusCode.Created)
            {
                var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (response.StatusCode, problem.GetProperty("code").GetString()));
                Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            }

            return response.StatusCode;
        }

        async Task<int> Asked()
        {
            var (status, said) = await node.Command(["status", "--json"], Ct);
            Assert.True(status == 0, said);
            return JsonDocument.Parse(said).RootElement.GetProperty("log").GetProperty("streams").GetProperty("q").GetInt32();
        }
    }
}
