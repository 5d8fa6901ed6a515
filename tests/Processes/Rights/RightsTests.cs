using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes.Rights;

/// <summary>
/// P25: with the roles of deploy/postgres a real node serves as the role of nodes, which alters no table and changes nothing of the log that is written; each
/// of the other roles does its work and no more.
/// </summary>
public sealed class RightsTests
{
    private const string Denied = "42501";

    private static readonly ImmutableArray<string> _refusedToNodes =
    [
        "update activity set payload = 'x'",
        "update activity set personal = null",
        "update activity set at = now()",
        "delete from activity",
        "truncate activity",
        "update activity_target set target = 'x'",
        "delete from activity_target",
        "truncate activity_target",
        "update secret set value = 'x'",
        "delete from secret",
        "update audit_entry set detail = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "update layout set number = 1",
        "insert into schemaversions (scriptname, applied) values ('9999-x.sql', now())",
        "delete from schemaversions",
        "update orleansquery set querytext = ''",
        "alter table activity add column x integer",
        "alter table member_row drop column name",
        "drop table activity",
        "drop table member_row",
        "drop index activity_actor",
        "create table x (y integer)",
        "create temporary table x (y integer)",
        "create schema x",
        "create function x() returns integer language sql as 'select 1'",
        "create or replace function redact_activity(positions bigint[]) returns bigint language sql as 'select 1::bigint'",
        "create trigger x before insert on activity execute function suppress_redundant_updates_trigger()",
        "alter role skiller_app superuser",
        "copy activity to '/tmp/skiller-stolen'",
        "copy activity to program 'cat'",
        "select pg_read_file('/etc/passwd')",
        "set role skiller",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_serves_as_a_role_that_can_neither_alter_a_table_nor_rewrite_the_log()
    {
        await using var roles = await RightsCluster.Start(Ct);
        using var folder = new TemporaryFolder();
        await Migrate(roles, folder);
        await using var node = new Node(Path.Combine(folder.Path, "node"), roles.App);
        await node.Start(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(node.Public, "/api/v1/") };

        Assert.Equal((0, "ready"), await node.Command(["probe"], Ct));
        await MainActs(http, await File.ReadAllTextAsync(Path.Combine(node.DataFolder, "first-invitation.txt"), Ct));

        // Nobody is refused to grant what they do not have; it only comes to nothing.
        await RightsCluster.Refusal(roles.App, "grant update, delete on activity to skiller_app", Ct);
        foreach (var statement in _refusedToNodes)
        {
            Assert.Equal((statement, Denied), (statement, await RightsCluster.Refusal(roles.App, statement, Ct)));
        }

        // What redaction needs is there, and takes out what somebody wrote and nothing else.
        const string asked = "from activity where kind = 'question-asked'";
        Assert.Equal(1, await RightsCluster.Number(roles.App, $"select count(*) {asked} and personal is not null", Ct));
        Assert.Equal(1, await RightsCluster.Number(roles.App, $"select redact_activity(array(select position {asked}))", Ct));
        Assert.Equal(1, await RightsCluster.Number(roles.App, $"select count(*) {asked} and personal is null and length(payload) > 0", Ct));
        Assert.Equal(0, await node.Stop(Ct));
        Assert.Equal(1, (await node.Command(["probe", "live"], Ct)).ExitCode);
    }

    [Fact]
    public async Task Operations_and_a_later_migration_work_with_the_same_roles()
    {
        await using var roles = await RightsCluster.Start(Ct);
        using var folder = new TemporaryFolder();
        await Migrate(roles, folder);
        await using var node = new Node(Path.Combine(folder.Path, "node"), roles.App);
        await node.Start(Ct);
        foreach (var command in (string[][])[["status"], ["verify"], ["rebuild"], ["verify"], ["migrate"]])
        {
            var (exitCode, output) = await node.Command(command, Ct);
            Assert.True(exitCode == 0, $"{command[0]}: {output}");
        }

        // The backup's role reads everything, and writes down that it did, nothing else.
        await using var backup = new Node(Path.Combine(folder.Path, "backup"), roles.Backup);
        var made = await backup.Command(["backup", Path.Combine(folder.Path, "copy")], Ct);
        Assert.True(made.ExitCode == 0, made.Output);
        Assert.Equal(1, await RightsCluster.Number(roles.Backup, "select count(*) from backup_taken", Ct));
        foreach (var statement in (string[])["insert into layout values ('x', 1)", "delete from member_row", "truncate mail_outbox", "create table x (y integer)"])
        {
            Assert.Equal((statement, Denied), (statement, await RightsCluster.Refusal(roles.Backup, statement, Ct)));
        }

        // The monitor sees counts, and nothing that anybody wrote.
        Assert.True(await RightsCluster.Number(roles.Monitor, "select count(*) from activity where position > 0 and kind <> ''", Ct) > 0);
        Assert.Equal(0, await RightsCluster.Number(roles.Monitor, "select count(*) from dead_letter", Ct));
        foreach (var statement in (string[])["select payload from activity", "select personal from activity", "select * from secret", "select * from member_row", "select * from orleans_snapshot"])
        {
            Assert.Equal((statement, Denied), (statement, await RightsCluster.Refusal(roles.Monitor, statement, Ct)));
        }
    }

    [Fact]
    public async Task A_node_that_may_not_migrate_waits_for_who_may_and_says_so()
    {
        await using var roles = await RightsCluster.Start(Ct);
        using var folder = new TemporaryFolder();
        await using var node = new Node(Path.Combine(folder.Path, "node"), roles.App);
        var starting = node.Start(Ct);
        while (!node.Output.Contains("run skiller migrate as the schema's owner", StringComparison.Ordinal))
        {
            Assert.False(starting.IsCompleted, node.Output);
            await Task.Delay(20, Ct);
        }

        await Migrate(roles, folder);
        await starting;
    }

    private static async Task Migrate(RightsCluster roles, TemporaryFolder folder)
    {
        await using var owner = new Node(Path.Combine(folder.Path, "owner"), roles.Owner);
        var (exitCode, output) = await owner.Command(["migrate"], Ct);
        Assert.True(exitCode == 0, output);
    }

    private static async Task MainActs(HttpClient http, string invitation)
    {
        var ada = await Join(http, invitation, "ada");
        var asked = await Act(http, ada, HttpMethod.Post, "questions", new { title = "How do I sharpen a plane iron?", body = "Mine tears the grain of oak. What angle?", skills = (string[])["woodworking"] });
        var question = asked.GetProperty("id").GetRawText().Trim('"');
        var invited = await Act(http, ada, HttpMethod.Post, "invitations", new { note = "You know this." });
        var ben = await Join(http, invited.GetProperty("code").GetString()!, "ben");
        var answered = await Act(http, ben, HttpMethod.Post, $"questions/{question}/answers", new { body = "Thirty degrees, 1000 then 6000, and a strop for the last bit." });
        var answer = answered.GetProperty("id").GetRawText().Trim('"');
        var voted = await Act(http, ada, HttpMethod.Put, $"questions/{question}/answers/{answer}/vote", new { value = 1 });
        Assert.Equal(1, voted.GetProperty("score").GetInt32());

        // What follows from it is written by projections, with the same role.
        while (await Reputation(http, "ben") < 10)
        {
            await Task.Delay(20, Ct);
        }
    }

    private static async Task<int> Reputation(HttpClient http, string handle) =>
        JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync($"members/{handle}", Ct)).GetProperty("reputation").GetInt32();

    private static async Task<string> Join(HttpClient http, string invitation, string handle)
    {
        var (email, password) = ($"{handle}@example.org", "mountains and rivers");
        await Act(http, null, HttpMethod.Post, "members", new { invitation, email, password, handle, name = handle, locale = "en" });
        return (await Act(http, null, HttpMethod.Post, "tokens", new { email, password })).GetProperty("token").GetString()!;
    }

    private static async Task<JsonElement> Act(HttpClient http, string? token, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
