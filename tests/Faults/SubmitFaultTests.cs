using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>Somebody sends the same thing twice at once, to both fronts.</summary>
[Collection(nameof(RunningCluster))]
public sealed class SubmitFaultTests(RunningCluster running)
{
    private const int Times = 50;
    private const int MostApart = 50;
    private const int OfOneQuestion = 25;

    [Fact(Explicit = true)]
    public Task F25_the_same_is_sent_twice_at_once() => running.Suffer(
        "F25",
        $"{Times} answers, each sent to both fronts with one key within {MostApart} ms",
        FaultAim.NoErrors,
        async (moment, ct) =>
        {
            using var http = new HttpClient();
            using var caller = new Caller(running.Cluster.Fronts, new Random(Times));
            var (member, history) = (running.World.Members.Values.First(), running.History);
            var random = new Random(Times);
            var twice = 0;
            var question = "";
            for (var i = 0; i < Times; i++)
            {
                // All its answers stand on its first page.
                question = i % OfOneQuestion == 0 ? await running.AskApart(caller, ct) : question;
                var token = running.World.NewToken();
                using var first = Request(0, question, token, member);
                using var second = Request(1, question, token, member);
                var one = http.SendAsync(first, ct);
                await Task.Delay(random.Next(MostApart), ct);
                using var answers = new Answers(await one, await http.SendAsync(second, ct));
                Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (answers.First.StatusCode, answers.Second.StatusCode));
                var (a, b) = (await Id(answers.First, ct), await Id(answers.Second, ct));
                twice += a == b ? 0 : 1;
                history.Add(new Creation("answer", token, question, a, Outcome.Acknowledged));
            }

            moment.Note($"{Times - twice} of {Times} answered alike");
            Assert.Equal(0, twice);
        });

    private static async Task<string?> Id(HttpResponseMessage answer, CancellationToken ct) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString();

    private HttpRequestMessage Request(int front, string question, string token, Member member)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(running.Cluster.FrontNodes[front].Process.Public, $"/api/v1/questions/{question}/answers"))
        {
            Content = JsonContent.Create(new { body = $"An answer of substance: {token}." }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
        request.Headers.Add("Idempotency-Key", $"twice-{token}");
        return request;
    }

    private sealed record Answers(HttpResponseMessage First, HttpResponseMessage Second) : IDisposable
    {
        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
