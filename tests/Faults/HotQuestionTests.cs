using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>Everybody votes on one question at once, and everybody reads it: each vote counts once.</summary>
[Collection(nameof(OneAtATime))]
public sealed class HotQuestionTests
{
    private const int Seed = 20261202;
    private static readonly int _voters = FaultScale.Of(200, 1_000);
    private static readonly int _readers = _voters / 2;
    private readonly ConcurrentBag<TimeSpan> _took = [];
    private int _errors;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task F22_everybody_votes_on_one_question_at_once()
    {
        await using var cluster = await PostgresCluster.Start(nodes: 2, Ct);
        var history = new History();
        var world = await new Population(cluster.Fronts, history, _voters, Seed).Gather(await cluster.FirstInvitation(Ct), Ct);
        using var caller = new Caller(cluster.Fronts, new Random(Seed), history: history);
        var question = (await new Writer(world, history, world.Administrator, caller, new Random(Seed)).Ask(Ct)).Id!;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = _voters }) { Timeout = TimeSpan.FromSeconds(30) };

        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = world.Members.Values.Select((member, i) => Vote(http, cluster.Fronts[i % 2], question, member, begin.Task))
            .Concat(Enumerable.Range(0, _readers).Select(i => Read(http, cluster.Fronts[i % 2], question, begin.Task))).ToArray();
        begin.SetResult();
        await Task.WhenAll(acting);

        var page = await http.GetFromJsonAsync<JsonElement>(new Uri(cluster.Fronts[0], $"/api/v1/questions/{question}"), Ct);
        var score = page.GetProperty("score").GetInt32();
        var votes = (await cluster.ReadLog(Ct)).Count(line => line.Kind == "post-voted" && line.Stream == $"q:{question}");
        var slowest = _took.Order().ToArray();
        var row = new FaultRow("F22", $"{_voters} votes on one question at once, and {_readers} who read it", new FaultAim("p99 ≤ 2 s", _ => slowest[slowest.Length * 99 / 100] <= TimeSpan.FromSeconds(2)))
        {
            Calls = _voters + _readers,
            Errors = _errors,
            Acknowledged = _voters,
            Longest = slowest[^1],
            Lost = Math.Max(0, _voters - votes),
            Doubled = Math.Max(0, votes - _voters),
            Wrong = score == votes ? 0 : 1,
            IsVerified = (await cluster.Command(["verify"], Ct)).ExitCode == 0,
            Load = FaultReport.Load,
            Notes = [$"p99 {slowest[slowest.Length * 99 / 100].TotalSeconds:0.0} s"],
        };
        FaultReport.Add(row);
        TestContext.Current.TestOutputHelper?.WriteLine(row.ToString());
        Assert.Equal((_voters, _voters), (votes, score));
        Assert.True(row.IsVerified);
    }

    private async Task Vote(HttpClient http, Uri front, string question, Member member, Task begin)
    {
        await begin;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(front, $"/api/v1/questions/{question}/vote")) { Content = JsonContent.Create(new { value = 1 }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
            using var answer = await http.SendAsync(request, Ct);
            if (answer.IsSuccessStatusCode)
            {
                _took.Add(TimeProvider.System.GetElapsedTime(started));
                return;
            }

            Interlocked.Increment(ref _errors);
            await Task.Delay(100, Ct);
        }
    }

    private async Task Read(HttpClient http, Uri front, string question, Task begin)
    {
        await begin;
        var started = TimeProvider.System.GetTimestamp();
        using var answer = await http.GetAsync(new Uri(front, $"/questions/{question}"), Ct);
        _took.Add(TimeProvider.System.GetElapsedTime(started));
        if (!answer.IsSuccessStatusCode)
        {
            Interlocked.Increment(ref _errors);
        }
    }
}
