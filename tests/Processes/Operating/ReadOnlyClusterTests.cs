using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary><c>skiller read-only</c> on two silos of one PostgreSQL: it holds on both when it returns, through restarts, and ends without one.</summary>
public sealed class ReadOnlyClusterTests
{
    private const int Writers = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_silo_acknowledges_what_is_sent_after_the_command_returned_and_nothing_acknowledged_before_is_lost()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var first = new Node(one.Path, database, CrashSettings.All);
        await using var second = new Node(two.Path, database, CrashSettings.All);
        await first.Start(Ct);
        await second.Start(Ct);
        using var asker = await Asker.Join(first, Ct);

        var acknowledged = new ConcurrentBag<string>();
        var closed = false;
        var refusedAfter = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writers = Enumerable.Range(0, Writers).Select(writer => Write(writer % 2 == 0 ? first : second)).ToList();
        await HealthOf.Becomes(() => Task.FromResult(acknowledged.Count > 50), "acts under way", Ct);

        var (exitCode, output) = await first.Command(["read-only", "on", "--reason", "moving", "--json"], Ct);
        Volatile.Write(ref closed, true);
        Assert.True(exitCode == 0, output);
        var position = JsonDocument.Parse(output).RootElement.GetProperty("position").GetInt64();
        await HealthOf.Becomes(() => Task.FromResult(Volatile.Read(ref refusedAfter) > 50), "refused acts", Ct);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        // Position 1 is the first invitation's; all that comes after it belongs to members and questions.
        Assert.Equal(position, (await PostgresLog.Read(database, Ct)).Max(static line => line.Position));
        foreach (var node in new[] { first, second })
        {
            await HealthOf.Becomes(async () => await HealthOf.Write(node, Ct) == HttpStatusCode.ServiceUnavailable, "no acts accepted", Ct);
            Assert.Equal((HttpStatusCode.OK, true), await HealthOf.Ask(node, "/health/ready", Ct));
            Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/live", Ct));
            foreach (var question in acknowledged)
            {
                using var read = await asker.Send(node, HttpMethod.Get, $"/api/v1/questions/{question}", null, Ct);
                Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            }
        }

        // Restarts of everything change nothing; a node starts all the same.
        Assert.Equal((0, 0), (await first.Stop(Ct), await second.Stop(Ct)));
        await server.Stop();
        await server.Start();
        await first.Start(Ct);
        await second.Start(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ask(first));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ask(second));
        Assert.Contains("read-only", (await second.Command(["status"], Ct)).Output, StringComparison.Ordinal);
        Assert.Contains("(moving)", (await second.Command(["read-only", "status"], Ct)).Output, StringComparison.Ordinal);

        Assert.Equal((0, "Acts are recorded."), await second.Command(["read-only", "off"], Ct));
        Assert.Equal(HttpStatusCode.Created, await Ask(first));
        Assert.Equal(HttpStatusCode.Created, await Ask(second));
        foreach (var node in new[] { first, second })
        {
            await HealthOf.Becomes(async () => await HealthOf.Ask(node, "/health/ready", Ct) == (HttpStatusCode.OK, false), "whole again", Ct);
        }

        var (verified, differences) = await first.Command(["verify"], Ct);
        Assert.True(verified == 0, differences);

        async Task<HttpStatusCode> Ask(Node node)
        {
            using var response = await asker.Ask(node, Ct);
            return response.StatusCode;
        }

        async Task Write(Node node)
        {
            while (!enough.IsCancellationRequested)
            {
                var isAfter = Volatile.Read(ref closed);
                using var response = await asker.Ask(node, Ct);
                var text = await response.Content.ReadAsStringAsync(Ct);
                if (response.StatusCode == HttpStatusCode.Created)
                {
                    Assert.False(isAfter, "An act that was sent after the command returned was acknowledged.");
                    acknowledged.Add(JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!);
                    continue;
                }

                // A definite no, with the time after which it is worth asking again; never an unknown outcome.
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (response.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()));
                Assert.NotNull(response.Headers.RetryAfter?.Delta);
                Interlocked.Add(ref refusedAfter, isAfter ? 1 : 0);
            }
        }
    }
}
