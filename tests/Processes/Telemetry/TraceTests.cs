using System.Globalization;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Live;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>Traces of a silo and a front, as a collector receives them.</summary>
public sealed class TraceTests
{
    private const int Server = 2;
    private const int Client = 3;
    private const int Producer = 4;
    private const int Consumer = 5;

    // Each process sends its own, when it likes.
    private static readonly string[] _parts = ["log.wait", "log.commit", "fold member", "fold lists", "live.publish"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_tells_the_whole_way_of_a_vote()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        await using var collector = new OtlpReceiver();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        await using var silo = new Node(one.Path, database, Settings(collector, "silo"));
        await using var front = new Node(two.Path, database, Settings(collector, "web"));
        await silo.Start(Ct);
        await front.Start(Ct);

        using var people = new Townspeople(front.Public);
        await people.Join("ada", await CrashSettings.FirstInvitation(silo, Ct), Ct);
        await people.Join("ben", await people.Invite("ada", Ct), Ct);
        var question = await people.Ask("ada", Ct);
        await using (var stream = await people.Listen(question, Ct))
        {
            var heard = Heard(stream);
            await people.Vote("ben", question, Ct);
            await heard;
        }

        List<ReceivedSpan> trace = [];
        await HealthOf.Becomes(
            () =>
            {
                var vote = collector.Spans.FirstOrDefault(static span => span.Parent.Length == 0 && span.Name.StartsWith("PUT ", StringComparison.Ordinal) && span.Name.EndsWith("/vote", StringComparison.Ordinal));
                trace = vote is null ? [] : [.. collector.Spans.Where(span => span.Trace == vote.Trace)];
                return Task.FromResult(_parts.All(name => trace.Exists(span => span.Name == name)) && trace.Exists(span => IsVote(span) && trace.Exists(one => one.Kind == Server && one.Parent == span.Id)));
            },
            "a trace of the vote from its call up to its folds and its publication",
            Ct);

        var request = Assert.Single(trace, static span => span.Parent.Length == 0);
        Assert.Equal((Server, "200", "PUT"), (request.Kind, request.Tags["http.response.status_code"], request.Tags["http.request.method"]));
        var call = Assert.Single(trace, span => IsVote(span) && span.Parent == request.Id);
        var grain = Assert.Single(trace, span => span.Kind == Server && span.Parent == call.Id);
        var wait = Assert.Single(trace, static span => span.Name == "log.wait");
        var commit = Assert.Single(trace, static span => span.Name == "log.commit");
        Assert.Equal((grain.Id, grain.Id, Producer, "Committed"), (wait.Parent, commit.Parent, commit.Kind, commit.Tags["skiller.outcome"]));
        var fold = Assert.Single(trace, static span => span.Name == "fold member");
        var lists = Assert.Single(trace, static span => span.Name == "fold lists");
        var publish = Assert.Single(trace, static span => span.Name == "live.publish");
        Assert.All([fold, lists, publish], span => Assert.Equal((commit.Id, Consumer), (span.Parent, span.Kind)));

        Assert.All([call, publish], span => Assert.Equal(request.Process, span.Process));
        Assert.All([grain, wait, commit, fold, lists], span => Assert.NotEqual(request.Process, span.Process));
        Assert.True(wait.Ended <= commit.Ended && commit.Begun <= commit.Ended && commit.Ended <= request.Ended, "The vote was acknowledged before it was committed.");
        Assert.Equal(publish.Tags["skiller.position"], fold.Tags["skiller.position"]);

        await HealthOf.Becomes(() => Task.FromResult(collector.Metrics.ContainsKey("skiller.log.appended")), "metrics by OTLP", Ct);
        Assert.Equal(0, await front.Stop(Ct));
        Assert.Equal(0, await silo.Stop(Ct));
        Assert.DoesNotContain(collector.Spans, static span => span.Parent.Length == 0 && !span.Name.Contains(" /", StringComparison.Ordinal) && !span.Name.EndsWith(" unrouted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_traced_leaves_nothing_and_a_client_cannot_ask_for_it()
    {
        await using var collector = new OtlpReceiver();
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [.. CrashSettings.All, new("Skiller__OtlpEndpoint", collector.Address.AbsoluteUri), new("Skiller__TraceShare", "0.000001")]);
        await node.Start(Ct);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var page = await http.GetStringAsync(new Uri(node.Public, "/questions"), Ct);
        Assert.NotEmpty(page);
        using var lost = await http.GetAsync(new Uri(node.Public, "/api/v1/questions/1"), Ct);
        Assert.DoesNotContain("0af7651916cd43dd8448eb211c80319c", await lost.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var people = new Townspeople(node.Public);
        await people.Join("ada", await CrashSettings.FirstInvitation(node, Ct), Ct);
        await people.Ask("ada", Ct);
        Assert.Equal(0, await node.Stop(Ct));
        Assert.Empty(collector.Spans);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder.Path, "skiller.db")}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from activity_trace";
        Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
    }

    private static bool IsVote(ReceivedSpan span) => span.Kind == Client && span.Name.EndsWith("/Vote", StringComparison.Ordinal);

    private static List<KeyValuePair<string, string>> Settings(OtlpReceiver collector, string role) =>
    [
        .. CrashSettings.All,
        new("Skiller__Roles", role),
        new("Skiller__OtlpEndpoint", collector.Address.AbsoluteUri),
        new("Skiller__TraceShare", 1.ToString(CultureInfo.InvariantCulture)),
    ];

    private static async Task Heard(Stream stream)
    {
        await foreach (var heard in SseReader.Read(stream, Ct))
        {
            if (heard.Kind.EndsWith("voted", StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
