using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>F20: a row that a question is made of is damaged, and put right again.</summary>
[Collection(nameof(RunningCluster))]
public sealed class DamagedRowTests(RunningCluster running)
{
    private const int ServerError = 500;

    [Fact(Explicit = true)]
    public Task F20_a_row_of_the_log_is_damaged() => running.Suffer(
        "F20",
        "the row of the log that a question begins with cut off, all silos killed so that they read it anew, and the row put right",
        FaultAim.Nothing,
        async (moment, ct) =>
        {
            var cluster = running.Cluster;
            var (asker, voter) = (running.World.Administrator, running.World.Members.Values.First());
            using var caller = new Caller(cluster.Fronts, new Random(1), history: running.History);
            using var http = new HttpClient { BaseAddress = cluster.Fronts[0], Timeout = TimeSpan.FromSeconds(20) };
            var id = await running.AskApart(caller, ct);
            var others = running.World.Questions.Keys.First();

            // A row that is damaged before both fronts have read it is told to nobody.
            await Task.Delay(TimeSpan.FromSeconds(5), ct);
            await cluster.Server.Execute(Name, $"create table kept as select * from activity where stream = 'q:{id}'");
            await cluster.Server.Execute(Name, $"update activity set payload = substring(payload for 20) where stream = 'q:{id}'; delete from orleans_snapshot where extension = 'q:{id}'");
            string seen;
            try
            {
                await Task.WhenAll(cluster.Silos.Select(static silo => silo.Process.Kill()));
                await cluster.BecomeReady(ct);
                seen = await LookAtTheDamaged();
            }
            finally
            {
                // Whatever was seen, the tests that come after have the whole log.
                await cluster.Server.Execute(Name, "update activity a set payload = k.payload from kept k where k.position = a.position; drop table kept");
            }

            moment.Heals();
            Assert.Equal(200, (await Get(http, $"/questions/{id}", ct)).Status);
            moment.Note($"{seen}; lists, other questions and members were there; its page came back by itself with the row");

            async Task<string> LookAtTheDamaged()
            {
                var (page, text) = await Get(http, $"/questions/{id}", ct);
                var (answer, problem) = await Get(http, $"/api/v1/questions/{id}", ct);
                Assert.True(page >= ServerError && answer >= ServerError, $"{page} and {answer} are answered for what cannot be read.");
                Assert.NotNull(JsonSerializer.Deserialize<JsonElement>(problem).GetProperty("traceId").GetString());
                Assert.Matches("[0-9a-f]{32}", text);
                using var vote = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/questions/{id}/vote") { Content = JsonContent.Create(new { value = 1 }) };
                vote.Headers.Authorization = new AuthenticationHeaderValue("Bearer", voter.Token);
                using var voted = await http.SendAsync(vote, ct);
                Assert.True((int)voted.StatusCode >= ServerError, $"{voted.StatusCode} is answered to a vote on it.");
                foreach (var path in new[] { "/", "/questions", $"/questions/{others}", $"/members/{asker.Handle}" })
                {
                    Assert.Equal(200, (await Get(http, path, ct)).Status);
                }

                Assert.Equal(0, await cluster.Ask($"select count(*) from activity a join kept k using (position) where a.stream <> k.stream or a.version <> k.version or a.payload <> substring(k.payload for 20)", ct));
                Assert.Equal(0, await cluster.Ask($"select count(*) from activity where stream = 'q:{id}' and position not in (select position from kept)", ct));
                return string.Create(CultureInfo.InvariantCulture, $"its page and the API answered {page} and {answer} with a reference, a vote on it {(int)voted.StatusCode} and nothing was written");
            }
        });

    private string Name => new Npgsql.NpgsqlConnectionStringBuilder(running.Cluster.Database).Database!;

    private static async Task<(int Status, string Text)> Get(HttpClient http, string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }
}
