using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary>
/// D15: a silo whose processors are busy turns calls of fronts away, who tell it as certainly not done and when to come back; it stays in the cluster, and
/// takes calls again when it has less to do.
/// </summary>
public sealed class SheddingTests
{
    private const int Clients = 48;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D15_A_busy_silo_turns_calls_away_answers_for_its_health_and_takes_calls_again()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var silo = new Node(one.Path, database, [.. CrashSettings.All, KeyValuePair.Create("Skiller__Roles", "silo")]);
        await using var front = new Node(two.Path, database, [.. CrashSettings.All, KeyValuePair.Create("Skiller__Roles", "web")]);
        await silo.Start(Ct);
        await front.Start(Ct);
        using var asker = await Asker.Join(front, silo, Ct);
        await silo.Stop(Ct);
        silo.Environment["Skiller__ShedAtCpu"] = "10";
        await silo.Start(Ct);

        var (acknowledged, refused) = (0, 0);
        var health = new ConcurrentBag<(string Path, HttpStatusCode Status)>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var clients = Enumerable.Range(0, Clients).Select(_ => Ask()).ToList();
        await HealthOf.Becomes(() => Task.FromResult(Volatile.Read(ref refused) > 0), "a call is turned away", Ct);
        foreach (var (node, path) in new[] { (silo, "/health/live"), (front, "/health/live"), (silo, "/health/ready"), (front, "/health/startup"), (silo, "/health/details"), (front, "/health/details") })
        {
            health.Add((path, (await HealthOf.Ask(node, path, Ct)).Status));
        }

        await enough.CancelAsync();
        await Task.WhenAll(clients);
        Assert.All(health, static one => Assert.Equal(HttpStatusCode.OK, one.Status));

        await HealthOf.Becomes(
            async () =>
            {
                using var response = await asker.Ask(front, Ct);
                acknowledged += response.StatusCode == HttpStatusCode.Created ? 1 : 0;
                return response.StatusCode == HttpStatusCode.Created;
            },
            "calls are taken again",
            Ct);
        Assert.True(silo.IsRunning && front.IsRunning);
        var (status, said) = await silo.Command(["status", "--json"], Ct);
        Assert.True(status == 0, said);
        Assert.Equal(acknowledged, JsonDocument.Parse(said).RootElement.GetProperty("log").GetProperty("streams").GetProperty("q").GetInt32());

        async Task Ask()
        {
            while (!enough.IsCancellationRequested)
            {
                using var response = await asker.Ask(front, Ct);
                if (response.StatusCode == HttpStatusCode.Created)
                {
                    Interlocked.Increment(ref acknowledged);
                    continue;
                }

                var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (response.StatusCode, problem.GetProperty("code").GetString()));
                Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
                Interlocked.Increment(ref refused);
            }
        }
    }
}
