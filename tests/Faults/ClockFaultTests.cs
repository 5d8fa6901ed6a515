using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>
/// F16: clocks of silos jump and differ. What happened is in the order of the log and at the database's time; sessions, invitations and the keys of calls
/// live as long as they should.
/// </summary>
[Collection(nameof(RunningCluster))]
public sealed class ClockFaultTests(RunningCluster running)
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _each = TimeSpan.FromSeconds(FaultScale.Of(5, 8));

    private static readonly string? _library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "faketime", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Select(static folder => Path.Combine(folder, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    [Fact(Explicit = true)]
    public async Task F16_clocks_of_silos_jump()
    {
        Assert.SkipWhen(_library is null, "libfaketime is not installed (Debian: apt-get install faketime).");
        using var folder = new TemporaryFolder();
        var files = running.Cluster.Silos.Select((_, i) => Path.Combine(folder.Path, $"clock-{i}")).ToArray();
        try
        {
            await running.Suffer("F16", "clocks of the three silos an hour ahead, an hour behind and three days ahead, then a day behind, a minute ahead and right, one of them killed meanwhile; then all right", FaultAim.NoErrors, async (moment, ct) =>
            {
                await Set(files, ["+0", "+0", "+0"]);
                foreach (var (silo, file) in running.Cluster.Silos.Zip(files))
                {
                    await silo.Restart(Clock(file), ct);
                }

                var (begun, before) = (TimeProvider.System.GetUtcNow(), await running.Cluster.Ask("select max(position) from activity", ct));
                moment.Begins();
                using var http = new HttpClient { BaseAddress = running.Cluster.Fronts[0], Timeout = TimeSpan.FromSeconds(20) };
                using var caller = new Caller(running.Cluster.Fronts, new Random(1), history: running.History);
                var (member, world) = (running.World.Members.Values.Last(), running.World);
                var (question, token) = (await running.AskApart(caller, ct), world.NewToken());
                var first = await Answered(http, question, token, member, ct);
                running.History.Add(new Creation("answer", token, question, first, Outcome.Acknowledged));
                var invitation = await caller.Call(HttpMethod.Post, "/api/v1/invitations", new { }, world.Administrator.Token, true, null, false, ct);

                foreach (var clocks in new string[][] { ["+1h", "-1h", "+3d"], ["-1d", "+1m", "+0"], ["+0", "+0", "+0"] })
                {
                    await Set(files, clocks);
                    await Task.Delay(_each, ct);
                    if (clocks.Any(static clock => clock != "+0"))
                    {
                        // Their clocks really are off: each says so of itself.
                        Assert.NotEqual(0, await running.Cluster.Ask("select count(*) from node where silo <> '' and abs(clock_ahead) > 30000000", ct));
                    }

                    if (clocks[0] == "-1d")
                    {
                        await running.Cluster.KillAndRestart(0, ct);
                    }

                    Assert.Equal(first, await Answered(http, question, token, member, ct));
                    Assert.True((await caller.Get("/api/v1/members/me", member.Token, ct)).IsOk, $"The session is over at {string.Join(", ", clocks)}.");
                }

                await Newcomers.Join(world, running.History, caller, invitation.Body.GetProperty("code").GetString()!, false, ct);
                moment.Heals();
                var now = TimeProvider.System.GetUtcNow();
                var off = (await running.Cluster.ReadLog(ct)).Where(line => line.Position > before && (line.At < begun - _most || line.At > now + _most)).ToList();
                moment.Note($"{off.Count} facts at another time than the database's");
                Assert.Empty(off.Select(static line => $"{line.Position} {line.Kind} {line.At:u}").Take(5));
            });
        }
        finally
        {
            foreach (var silo in running.Cluster.Silos)
            {
                await silo.Restart(new Dictionary<string, string>(), TestContext.Current.CancellationToken);
            }
        }
    }

    private static Task Set(string[] files, string[] clocks) => Task.WhenAll(files.Zip(clocks, static (file, clock) => File.WriteAllTextAsync(file, clock + "\n")));

    // The same answer with the same key, however often it is asked for: its number.
    private static async Task<string> Answered(HttpClient http, string question, string token, Member member, CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/questions/{question}/answers", UriKind.Relative))
            {
                Content = JsonContent.Create(new { body = $"An answer of substance: {token}." }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
            request.Headers.Add("Idempotency-Key", $"clock-{token}");
            using var answer = await http.SendAsync(request, ct);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString()!;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            await Task.Delay(200, ct);
        }
    }

    private static Dictionary<string, string> Clock(string file) => new(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = _library!,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_CACHE_DURATION"] = "1",

        // As when a machine's clock is set: what counts seconds goes on counting them.
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };
}
