using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>F19: a node dies again and again while thousands of mails wait: each goes out, and again only where nobody knew that it had.</summary>
[Collection(nameof(OneAtATime))]
public sealed partial class OutboxFaultTests
{
    // What a node has claimed when it dies.
    private const int AtOnce = 8;
    private static readonly int _mails = FaultScale.Of(2_000, 10_000);
    private static readonly int _kills = FaultScale.Of(2, 4);
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task F19_a_node_is_killed_while_thousands_of_mails_wait()
    {
        await using var server = await PostgresServer.Start();
        await using var post = new SmtpServerUnderTest();
        using var folder = new TemporaryFolder();
        var database = await server.CreateDatabase();
        await using var node = new Node(folder.Path, database, [.. CrashSettings.All, .. Served(post)]);
        await node.Start(Ct);
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await Plant(source, await Join(node));
        var (begun, load) = (TimeProvider.System.GetTimestamp(), FaultReport.Load);
        for (var kill = 0; kill < _kills; kill++)
        {
            await Task.Delay(_between, Ct);
            await node.Kill();
            await node.Start(Ct);
        }

        // Those that died with a node wait for the end of its claim, five minutes.
        await Waiting(source, _kills * AtOnce);
        var took = TimeProvider.System.GetElapsedTime(begun);
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);
        var left = await Waiting(source, _kills * AtOnce);
        await Do(source, "update mail_outbox set due_at = 0 where state = 0");
        await Waiting(source, 0);

        var letters = post.Taken.Select(static mail => Id().Match(mail.Message).Groups["id"].Value).ToList();
        var different = letters.Distinct(StringComparer.Ordinal).Count();
        var rate = (_mails - left) / took.TotalSeconds;
        var row = new FaultRow("F19", $"`kill -9` of a node every {_between.TotalSeconds:0} s, {_kills} times, while {_mails} mails wait", FaultAim.Nothing)
        {
            Acknowledged = _mails,
            Lost = _mails + 1 - different,
            Doubled = Math.Max(0, letters.Count - different - (_kills * AtOnce)),
            IsVerified = (await node.Command(["verify"], Ct)).ExitCode == 0,
            Load = Math.Max(load, FaultReport.Load),
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{rate:0} mails/s, kills included (RELIABILITY.md asks for 1,000); {left} waited for the end of a claim; {letters.Count - different} went out twice, under the same Message-ID")],
        };
        FaultReport.Add(row);
        TestContext.Current.TestOutputHelper?.WriteLine(row.ToString());
        Assert.Equal((0, 0, true), (row.Lost, row.Doubled, row.IsVerified));
    }

    // Whose address is no reserved one, so that mails to it are sent.
    private static async Task<string> Join(Node node)
    {
        using var http = new HttpClient { BaseAddress = node.Public };
        var body = new { invitation = await CrashSettings.FirstInvitation(node, Ct), email = "f19@members.org", password = Newcomers.Password, handle = "waiting", name = "Waiting", locale = "en" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/members") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", "f19");
        using var answer = await http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
    }

    private static Task Plant(NpgsqlDataSource source, string member) => Do(
        source,
        $"""
        insert into mail_outbox (key, kind, stream, version, state, attempts, due_at, made_at, settled_at, reason)
        select 'f19:' || n, 'confirm-address', stream, version, 0, 0, 0, (extract(epoch from at) * 1000000)::bigint, 0, ''
        from activity cross join generate_series(1, {_mails}) n where stream = 'k:{member}' and kind = 'account-opened'
        """);

    // How many wait still, once they are that few.
    private static async Task<long> Waiting(NpgsqlDataSource source, int most)
    {
        while (true)
        {
            await using var command = source.CreateCommand("select count(*), count(*) filter (where due_at <= (extract(epoch from now()) * 1000000)::bigint) from mail_outbox where state = 0");
            await using var reader = await command.ExecuteReaderAsync(Ct);
            await reader.ReadAsync(Ct);
            if (reader.GetInt64(0) <= most && reader.GetInt64(1) == 0)
            {
                return reader.GetInt64(0);
            }

            await Task.Delay(200, Ct);
        }
    }

    private static async Task Do(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static KeyValuePair<string, string>[] Served(SmtpServerUnderTest post) =>
    [
        KeyValuePair.Create("Skiller__SmtpHost", "127.0.0.1"),
        KeyValuePair.Create("Skiller__SmtpPort", $"{post.Port}"),
        KeyValuePair.Create("Skiller__SmtpSecurity", "none"),
        KeyValuePair.Create("Skiller__MailFrom", "Skiller <skiller@skiller.example>"),
    ];

    [GeneratedRegex("^message-id: *<(?<id>[^>]+)>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
