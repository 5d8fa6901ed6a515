using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>What nodes show at <c>/metrics</c> after real acts is what docs/metrics.md says, and its labels stay few.</summary>
public sealed partial class MetricsTests
{
    // What these acts do not cause: streams are short, nobody has a webhook, and there is no standby.
    private static readonly string[] _notCaused = ["skiller_snapshot_size_bytes", "skiller_webhook_settled_total", "skiller_database_standby_lag_seconds"];

    // Whom the acts of members concern.
    private static readonly string[] _atWork = ["feed", "inbox", "lists", "member", "pulse", "search"];
    private static readonly string[] _keys = ["addresses", "forms", "invitation-codes", "operations"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_and_a_front_show_what_the_table_says_and_nothing_else_of_ours()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        using var backups = new TemporaryFolder();
        await using var silo = new Node(one.Path, database, [.. CrashSettings.All, new("Skiller__Roles", "silo")]);
        await using var front = new Node(two.Path, database, [.. CrashSettings.All, new("Skiller__Roles", "web")]);
        await silo.Start(Ct);
        await front.Start(Ct);
        using var people = new Townspeople(front.Public, "elsewhere.fr");
        await people.Join("ada", await CrashSettings.FirstInvitation(silo, Ct), Ct);
        var question = await people.Ask("ada", Ct);
        await using var stream = await people.Listen(question, Ct);
        await people.Join("ben", await people.Invite("ada", Ct), Ct);
        await people.Answer("ben", question, Ct);
        await people.Vote("ben", question, Ct);
        var (exitCode, output) = await silo.Command(["backup", Path.Combine(backups.Path, "today")], Ct);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("could not take note", output, StringComparison.Ordinal);
        (exitCode, output) = await silo.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);

        var shown = new Dictionary<string, IReadOnlyDictionary<string, Family>>(StringComparer.Ordinal);
        await HealthOf.Becomes(
            async () =>
            {
                (shown["silo"], shown["web"]) = (await MetricsPage.Scrape(silo, Ct), await MetricsPage.Scrape(front, Ct));
                return shown["silo"].ContainsKey("skiller_mail_settled_total") && shown["web"].ContainsKey("skiller_live_lag_seconds")
                    && shown.Values.All(static families => families.ContainsKey("skiller_backup_age_seconds") && families.ContainsKey("skiller_verify_age_seconds"));
            },
            "a mail that was sent, a published event, a known backup and verification",
            Ct);

        var described = MetricsPage.Described();
        Assert.Equal(described.Count, described.Select(static row => row.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(described, static row => Assert.NotEmpty(row.Meaning));
        foreach (var (role, families) in shown)
        {
            var missing = described.Where(row => row.Node == role || row.Node == "both").Where(row => !families.ContainsKey(row.Name) && !_notCaused.Contains(row.Name)).Select(row => $"{role}: {row.Name}");
            Assert.Empty(missing);
            Assert.Empty(families.Keys.Where(static name => name.StartsWith("skiller_", StringComparison.Ordinal)).Except(described.Where(row => row.Node == role || row.Node == "both").Select(static row => row.Name)));
            foreach (var row in described.Where(row => families.ContainsKey(row.Name)))
            {
                Assert.Equal((row.Name, row.Type, Joined(row.Labels)), (row.Name, families[row.Name].Type, Joined(families[row.Name].Labels)));
            }
        }
    }

    [Fact]
    public async Task More_members_and_questions_make_no_more_series()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: CrashSettings.All);
        await node.Start(Ct);
        using var people = new Townspeople(node.Public);
        await people.Join("member0", await CrashSettings.FirstInvitation(node, Ct), Ct);
        await people.Join("member1", await people.Invite("member0", Ct), Ct);
        await Act(0);
        var before = await Settled();
        for (var round = 1; round <= 5; round++)
        {
            await people.Join(Name(round + 1), await people.Invite("member0", Ct), Ct);
            await Act(round);
        }

        var after = await Settled();
        Assert.All(before.Keys.Where(static name => name.StartsWith("skiller_", StringComparison.Ordinal)), name => Assert.Equal(Joined(before[name].Combinations), Joined(after[name].Combinations)));
        Assert.All(after, static family => Assert.InRange(family.Value.Combinations.Count, 0, 200));
        Assert.All(
            after.SelectMany(static family => family.Value.Series.SelectMany(static labels => labels.Values).Distinct(StringComparer.Ordinal).Select(value => $"{family.Key} {value}")),
            static value => Assert.DoesNotMatch(OfSomebody(), value));

        async Task Act(int round)
        {
            var question = await people.Ask("member0", Ct);
            await people.Answer(Name(round + 1), question, Ct);
            await people.Vote(Name(round + 1), question, Ct);
        }

        // Once all kinds have folded something, and all keys that these acts need have been made.
        async Task<IReadOnlyDictionary<string, Family>> Settled()
        {
            IReadOnlyDictionary<string, Family> families = new Dictionary<string, Family>(StringComparer.Ordinal);
            await HealthOf.Becomes(
                async () =>
                {
                    families = await MetricsPage.Scrape(node, Ct);
                    return families.TryGetValue("skiller_projection_lag_seconds", out var lag) && _atWork.All(name => lag.Combinations.Contains($"projection={name}"))
                        && families.TryGetValue("skiller_key_age_seconds", out var keys) && _keys.All(name => keys.Combinations.Contains($"key={name}"));
                },
                "all projections at work",
                Ct);
            return families;
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"member{number}");

    private static string Joined(IEnumerable<string> names) => string.Join(" ; ", names.Order(StringComparer.Ordinal));

    // Keys of grains (q:12), handles, addresses.
    [GeneratedRegex("\\b[a-z]:[0-9a-f]+|member[0-9]|@")]
    private static partial Regex OfSomebody();
}
