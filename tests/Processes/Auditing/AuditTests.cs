using System.Text.Json;
using Microsoft.Data.Sqlite;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes.Auditing;

/// <summary>RELIABILITY.md 4.6, as an operator meets it: who did what, that nobody has tampered with it, and where somebody has.</summary>
public sealed class AuditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_of_administrators_and_operators_are_in_one_trail_that_shows_where_it_was_changed()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(Path.Combine(folder.Path, "data"), settings: CrashSettings.All);
        await node.Start(Ct);
        using var caller = new Caller([node.Public], new Random(1));
        var joined = await Newcomers.Join(null, new History(), caller, await CrashSettings.FirstInvitation(node, Ct), giveUp: false, Ct);
        await Newcomers.SignIn(caller, joined, Ct);
        await Does(node, "read-only", "on", "--reason", "a new disk");
        await Does(node, "read-only", "off");
        var backup = Path.Combine(folder.Path, "backup");
        await Does(node, "backup", backup);
        await Does(node, "keys", "renew");

        string[] lines = [];
        await HealthOf.Becomes(
            async () =>
            {
                lines = (await Does(node, "audit")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                return lines.Any(static line => line.Contains("session-opened", StringComparison.Ordinal));
            },
            "the sign-in is in the trail",
            Ct);
        Assert.Contains(lines, static line => line.Contains($"operator {Environment.UserName}@{Environment.MachineName}", StringComparison.Ordinal) && line.EndsWith("a new disk", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("account-opened", StringComparison.Ordinal) && line.EndsWith("administrator", StringComparison.Ordinal));
        Assert.Contains("each follows from those before it", await Does(node, "audit", "--check", "--against", backup), StringComparison.Ordinal);
        Assert.Equal(0, await node.Stop(Ct));

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(node.DataFolder, "skiller.db")};Pooling=False"))
        {
            await database.OpenAsync(Ct);
            await using var command = database.CreateCommand();
            command.CommandText = "update audit_entry set detail = 'nothing' where action = 'read-only-on' returning number";
            var number = await command.ExecuteScalarAsync(Ct);
            var (exitCode, said) = await node.Command(["audit", "--check"], Ct);
            var (failed, asJson) = await node.Command(["audit", "--check", "--json"], Ct);
            Assert.Equal((1, said), (failed, JsonDocument.Parse(asJson).RootElement.GetProperty("fault").GetString()));
            var (ill, diagnosis) = await node.Command(["doctor"], Ct);
            Assert.True(ill != 0, diagnosis);
            Assert.Contains("audit-broken", diagnosis, StringComparison.Ordinal);
            Assert.Equal((1, $"Entry {number} does not follow from those before it: it was changed, or one was removed or put before it."), (exitCode, said));
        }
    }

    private static async Task<string> Does(Node node, params string[] words)
    {
        var (exitCode, said) = await node.Command(words, Ct);
        Assert.True(exitCode == 0, $"{string.Join(' ', words)}: {said}");
        return said;
    }
}
